package dev.waybill.api.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.deploys.ReleaseJsons;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.http.Answers;
import dev.waybill.http.Problems;
import dev.waybill.lookups.Searching;
import dev.waybill.lookups.Whereabouts;
import dev.waybill.wire.Times;
import dev.waybill.wire.WhereaboutsJson;
import io.javalin.http.Context;

/** {@code /commits/}: where a commit is live. */
public final class CommitRoutes implements RouteGroup {
    private final Searching searching;

    public CommitRoutes(Searching searching) {
        this.searching = searching;
    }

    @Override
    public String noun() {
        return "commits";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/commits/{sha}", Right.READ, this::show);
    }

    void show(Context ctx, Caller caller) throws InterruptedException {
        Answers.json(ctx, 200, json(searching.find(ctx.pathParam("sha"), caller)));
    }

    private static WhereaboutsJson json(Whereabouts found) {
        var commit = found.commit();
        return new WhereaboutsJson(
                commit.sha().hex(),
                commit.title(),
                commit.author(),
                Times.text(commit.committed()),
                commit.pullRequest(),
                found.places().stream().map(CommitRoutes::json).toList());
    }

    private static WhereaboutsJson.Place json(Whereabouts.Place place) {
        var brought = ReleaseJsons.releaseOrNull(place.broughtBy());
        return new WhereaboutsJson.Place(
                place.app(),
                place.environment(),
                brought != null,
                brought == null ? null : brought.since(),
                brought == null ? null : brought.deploy(),
                ReleaseJsons.releaseOrNull(place.live()),
                ReleaseJsons.turnOrNull(place.next()),
                Problems.blockers(
                        place.waiting() == null ? place.held() : place.waiting().blockers()),
                ReleaseJsons.rolledBackOrNull(place.rolledBack()),
                ReleaseJsons.judgementOrNull(place.judgement()));
    }
}
