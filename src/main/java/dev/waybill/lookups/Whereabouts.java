package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.Waiting;
import dev.waybill.vcs.Commit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a commit is live, and where not.
 *
 * @param places each environment of each app whose repository has it
 */
public record Whereabouts(Commit commit, List<Place> places) {
    public Whereabouts {
        places = List.copyOf(places);
    }

    /**
     * An environment of an app.
     *
     * @param live what is live there; null if nothing is
     * @param broughtBy the deploy that brought the commit, alone or with others; null if it is not live
     * @param next the first running or pending deploy that would bring it; null if it is live, or none would
     * @param waiting why that deploy waits; null unless it does
     * @param held why automation has not requested it; empty if it is live, a deploy would bring it, or nothing is deployed automatically
     * @param rolledBack the rollback that removed it; null if it is live, or never was
     * @param judgement the newest judgement of exactly this commit there; null if there is none
     */
    public record Place(
            String app,
            String environment,
            @Nullable Deploy live,
            @Nullable Deploy broughtBy,
            @Nullable Deploy next,
            @Nullable Waiting waiting,
            List<Blocker> held,
            @Nullable RolledBack rolledBack,
            @Nullable Judgement judgement) {}

    /**
     * A version was live and was rolled back.
     *
     * @param from the newest deploy that had the commit
     * @param by the rollback
     */
    public record RolledBack(Deploy from, Deploy by) {}
}
