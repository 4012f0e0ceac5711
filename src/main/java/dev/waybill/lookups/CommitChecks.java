package dev.waybill.lookups;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.checks.CheckDetails;
import dev.waybill.checks.CheckFacts;
import dev.waybill.checks.CheckState;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.requests.Explanation;
import dev.waybill.requests.Target;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checks of a commit, and what is known about them. Thread-safe. */
public final class CommitChecks {
    private final Db db;
    private final Apps apps;
    private final CheckFacts checks;
    private final Explaining explaining;
    private final Time time;

    public CommitChecks(Db db, Apps apps, CheckFacts checks, Explaining explaining, Time time) {
        this.db = db;
        this.apps = apps;
        this.checks = checks;
        this.explaining = explaining;
        this.time = time;
    }

    /**
     * The checks of one commit.
     *
     * @param deploy the pending deploy of it that was looked at; null for none
     * @param sha null if the repository does not respond
     */
    public record OfCommit(
            @Nullable Deploy deploy, String ref, @Nullable Sha sha, List<CheckDetails> checks) {}

    /**
     * Those of a ref. They are asked anew unless they were asked lately; blocks for a few seconds.
     *
     * @param ref null for the commit of the first pending deploy, or else the default ref
     */
    public OfCommit ofRef(App app, Lane lane, @Nullable String ref, Caller caller) throws InterruptedException {
        Explanation found = ref == null
                ? explaining.lane(app, lane, caller)
                : explaining.request(app, lane, new Target.OfRef(ref, null), Door.API, false, null, caller);
        var sha = found.sha();
        return new OfCommit(
                found.deploy(), found.ref(), sha, sha == null ? List.of() : details(app, lane, sha, found.ref()));
    }

    /** Those of a deploy's commit, as they were last read; none while it has no commit. */
    public List<CheckDetails> ofDeploy(Deploy deploy) {
        var sha = deploy.sha();
        var app = apps.app(deploy.app());
        return sha == null ? List.of() : details(app, deploy.lane(), sha, deploy.ref());
    }

    /**
     * The state of all checks of each commit, as they were last read; commits whose checks nobody has asked for are left out.
     *
     * @param ref under which they would be requested
     */
    public Map<Sha, CheckState> known(App app, Lane lane, String ref, List<Sha> commits) {
        var known = new HashMap<Sha, CheckState>();
        if (app.config().hasChecks()) {
            db.read(handle -> {
                commits.forEach(sha -> worst(
                                checks.ofCommit(handle, lane, app.version(), sha, time.now()).of(sha, ref).stream()
                                        .map(it -> it.standing().state())
                                        .toList())
                        .ifPresent(state -> known.put(sha, state)));
                return known;
            });
        }
        return known;
    }

    /** Empty if nothing is known, or not enough to say that they have passed. */
    private static Optional<CheckState> worst(List<CheckState> states) {
        return states.stream()
                .max(Comparator.naturalOrder())
                .filter(state -> state != CheckState.UNASKED)
                .filter(state -> state != CheckState.PASSED || !states.contains(CheckState.UNASKED));
    }

    private List<CheckDetails> details(App app, Lane lane, Sha sha, String ref) {
        return app.config().hasChecks()
                ? db.read(handle -> checks.details(handle, lane, app.version(), sha, ref, time.now()))
                : List.of();
    }
}
