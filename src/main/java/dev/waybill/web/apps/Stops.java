package dev.waybill.web.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.automation.Automations;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployFilter;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Outcome;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Sha;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the environments of an app for its line of promotion. */
final class Stops {
    /** More would be no line that somebody can read. */
    private static final int MOST = 24;

    private final Reads reads;
    private final App app;
    private final Caller caller;
    private final Offers offers;

    Stops(Reads reads, App app, Caller caller) {
        this.reads = reads;
        this.app = app;
        this.caller = caller;
        this.offers = new Offers(reads, app, caller);
    }

    /** Those that the caller may read. */
    List<String> names() {
        var deployed = reads.db().read(handle -> DeployStore.environments(handle, app.id()));
        return Course.of(app.config(), deployed).stream()
                .filter(name -> caller.may(Right.READ, app.place(name)))
                .limit(MOST)
                .toList();
    }

    List<Stop> all() throws InterruptedException {
        var stops = new ArrayList<Stop>();
        for (var name : names()) {
            stops.add(of(name, stops));
        }
        return stops;
    }

    /** One of them, whether it is configured or not. */
    Stop one(String name) throws InterruptedException {
        var source = app.config()
                .environment(name)
                .source()
                .filter(it -> !it.equals(name) && caller.may(Right.READ, app.place(it)));
        return of(name, source.isPresent() ? List.of(of(source.get(), List.of())) : List.of());
    }

    private Stop of(String name, List<Stop> before) throws InterruptedException {
        var lane = new Lane(app.id(), name);
        var state = reads.environments().state(lane);
        var live = state.history().stream().findFirst().orElse(null);
        var sha = live == null ? null : live.sha();
        var rows = reads.rows();
        return new Stop(
                "/apps/%s/%s".formatted(app.name(), name),
                name,
                state,
                live == null ? null : rows.of(live),
                sha == null ? null : reads.mirrored().commit(app, sha).orElse(null),
                state.running() == null ? null : rows.of(state.running()),
                rows.all(state.waiting()),
                failed(lane).map(rows::of).orElse(null),
                auto(lane),
                before.isEmpty() ? "" : hop(before.getLast().sha(), sha),
                offers.of(name, state, before));
    }

    private AutoState auto(Lane lane) {
        var found = reads.db().read(handle -> Automations.of(handle, lane, app.config()));
        var isConfigured = app.config().environment(lane.environment()).auto() != null;
        return AutoState.of(isConfigured, found, app.name() + "/" + lane.environment());
    }

    /** The last deploy that has ended, unless it did what it should. */
    private Optional<Deploy> failed(Lane lane) {
        var filter = new DeployFilter(caller.grant(), app.name(), null, lane.environment(), null, Set.of(), null, 3);
        return reads.deploys().list(filter).rows().stream()
                .filter(deploy -> deploy.state() instanceof Deploy.Finished && deploy.isDeploy())
                .findFirst()
                .filter(deploy -> deploy.state() instanceof Deploy.Finished(var _, var _, var outcome, var _)
                        && isTrouble(outcome));
    }

    private static boolean isTrouble(Outcome outcome) {
        return switch (outcome) {
            case FAILED, TIMED_OUT, INTERRUPTED -> true;
            case SUCCEEDED, CANCELLED, SUPERSEDED -> false;
        };
    }

    private String hop(@Nullable Sha before, @Nullable Sha here) throws InterruptedException {
        if (before == null || here == null) {
            return "";
        }
        if (before.equals(here)) {
            return "same";
        }
        return reads.mirrored().changes(app, here, before, 1).map(Stops::words).orElse("");
    }

    private static String words(Changes changes) {
        return changes.commits().count() > 0
                ? Offer.count(changes.commits().count(), "commit")
                : changes.lost().count() > 0
                        ? "%,d\u00a0ahead".formatted(changes.lost().count())
                        : "same";
    }
}
