package dev.waybill.lookups;

import dev.waybill.apps.App;
import dev.waybill.origins.Origins;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Traces the commits of comparisons to their pull requests and authors. Thread-safe. */
public final class Tracing {
    /** How long people wait for a code host; what it answers later is there the next time. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Origins origins;

    public Tracing(Origins origins) {
        this.origins = origins;
    }

    /** Never fails because of the code host. Only for callers with permission to read the app, because it may ask there. */
    public Traced of(App app, Comparison comparison) throws InterruptedException {
        var known = origins.known(app, listed(comparison.changes()), PATIENCE);
        return new Traced(comparison, known, origins.links(app), app.config().changes());
    }

    private static List<Sha> listed(Changes changes) {
        return Stream.of(changes.commits(), changes.lost())
                .flatMap(commits -> commits.first().stream())
                .map(Commit::sha)
                .toList();
    }
}
