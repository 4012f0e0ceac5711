package dev.waybill.web.apps;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.checks.CheckState;
import dev.waybill.deploys.Lane;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.repositories.RefLookup;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the commits that are not live in the most important environment of an app yet. */
final class AheadReader {
    private static final int MOST = 30;

    private final Reads reads;
    private final App app;
    private final List<Stop> stops;

    AheadReader(Reads reads, App app, List<Stop> stops) {
        this.reads = reads;
        this.app = app;
        this.stops = stops;
    }

    /** @param stops in their order; at least one */
    static Ahead of(Reads reads, App app, List<Stop> stops) throws InterruptedException {
        return new AheadReader(reads, app, stops).read();
    }

    /** The environment that counts most: the default one, production, or else the last. */
    static Stop main(App app, List<Stop> stops) {
        var preset = app.config().defaultEnvironment();
        var name = preset == null ? AppConfig.PRODUCTION : preset;
        return stops.stream()
                .filter(stop -> stop.environment().equals(name))
                .findFirst()
                .orElseGet(stops::getLast);
    }

    private Ahead read() throws InterruptedException {
        var last = main(app, stops);
        var newest = reads.newest(app, stops.getFirst().environment());
        var base = last.sha();
        var changes = newest.isPresent()
                ? reads.mirrored().changes(app, base, newest.get(), MOST)
                : Optional.<Changes>empty();
        return changes.isEmpty() ? Ahead.unknown(last.environment()) : ahead(last, changes.get());
    }

    private Ahead ahead(Stop last, Changes changes) throws InterruptedException {
        var commits = changes.commits().first();
        var shas = commits.stream().map(Commit::sha).toList();
        var states = states(last.environment(), shas);
        var origins = reads.origins().known(app, shas, Duration.ZERO).origins();
        var arriving = last.running() == null ? null : last.running().deploy().sha();
        var steps = new ArrayList<Ahead.Step>();
        var coming = 0;
        for (var commit : commits) {
            coming += coming > 0 || commit.sha().equals(arriving) ? 1 : 0;
            var row = row(
                    commit,
                    states.get(commit.sha()),
                    origins.get(commit.sha()),
                    reads.rows().now());
            steps.add(new Ahead.Step(here(commit.sha()), row, coming > 0));
        }
        if (last.sha() != null && commits.size() == changes.commits().count()) {
            steps.add(new Ahead.Step(here(last.sha()), null, false));
        }
        var hidden = coming > 0 ? changes.commits().count() - commits.size() : 0;
        return new Ahead(last.environment(), steps, changes.commits().count(), coming + hidden, true);
    }

    private Map<Sha, CheckState> states(String environment, List<Sha> shas) {
        var lane = new Lane(app.id(), environment);
        var ref = reads.mirrored().displayed(app, RefLookup.defaultRef(app, environment));
        return reads.checks().known(app, lane, ref, shas);
    }

    private List<Ahead.Here> here(Sha sha) {
        return stops.stream()
                .flatMap(stop -> Stream.concat(
                        Stream.ofNullable(stop.live())
                                .filter(row -> sha.equals(row.deploy().sha()))
                                .map(row -> new Ahead.Here(stop, row, false)),
                        Stream.ofNullable(stop.running())
                                .filter(row -> sha.equals(row.deploy().sha())
                                        && row.deploy().isDeploy())
                                .filter(_ -> !sha.equals(stop.sha()))
                                .map(row -> new Ahead.Here(stop, row, true))))
                .toList();
    }

    private CommitRow row(Commit commit, @Nullable CheckState state, @Nullable Origin origin, Instant now) {
        var chips = new ArrayList<CommitRow.Chip>();
        stops.stream()
                .filter(stop -> stop.state().quarantined().containsKey(commit.sha()))
                .forEach(stop ->
                        chips.add(new CommitRow.Chip("biohazard", "warn", "quarantined in " + stop.environment())));
        commit.labels().stream().map(CommitRow.Chip::of).forEach(chips::add);
        List<PullRequest> pulls = origin == null ? List.of() : origin.pullRequests();
        return new CommitRow(commit, state, pulls, chips, now);
    }
}
