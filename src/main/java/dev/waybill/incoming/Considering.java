package dev.waybill.incoming;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ListedDeployment;
import java.util.ArrayList;
import java.util.List;

/** Takes the deployments that are for an app, and leaves the others. Thread-safe. */
public final class Considering {
    /** So many mean that the code host is in trouble, rather than one deployment. */
    private static final int MOST_FAILURES = 3;

    private final Screening screening;
    private final Taking taking;

    public Considering(Screening screening, Taking taking) {
        this.screening = screening;
        this.taking = taking;
    }

    /**
     * Decides about deployments; one that fails does not hold up the others.
     *
     * @throws ForgeFailure if some are still undecided
     */
    void consider(Acceptor by, List<ListedDeployment> unknown) throws ForgeFailure, InterruptedException {
        var failures = new ArrayList<ForgeFailure>();
        for (var it : unknown) {
            try {
                consider(by, it);
            } catch (ForgeFailure e) {
                failures.add(e);
            }
            if (failures.size() >= MOST_FAILURES) {
                break;
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void consider(Acceptor by, ListedDeployment it) throws ForgeFailure, InterruptedException {
        var objection = screening.objection(by, it);
        if (objection.isPresent()) {
            taking.leave(by, it, objection.get());
        } else {
            taking.take(by, it);
        }
    }
}
