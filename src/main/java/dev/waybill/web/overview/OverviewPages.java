package dev.waybill.web.overview;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.automation.Automations;
import dev.waybill.deploys.Deploy;
import dev.waybill.events.EventFilter;
import dev.waybill.events.Feed;
import dev.waybill.locks.Locks;
import dev.waybill.sightings.Sightings;
import dev.waybill.watches.Watches;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployRow;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The first page, also as a wallboard. */
public final class OverviewPages implements PageGroup {
    /** How many events are read for the activity, of which some are not shown. */
    private static final int EVENTS = 60;

    private static final int ACTIVITY = 14;

    /** More could not be read, and their explanations are not free. */
    private static final int MOST_UNFINISHED = 200;

    private final Reads reads;
    private final String url;

    /** @param url the server's public URL, for the commands that the page shows */
    public OverviewPages(Reads reads, String url) {
        this.reads = reads;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, "/", this::show);
    }

    private Page show(Visit visit) {
        var overview = overview(visit);
        var isWallboard = visit.query("tv").isPresent();
        return Page.of(
                new Heading(overview.title() + " · Waybill", Section.OVERVIEW, "/api/0/overview/"),
                isWallboard ? "overview/wallboard.jte" : "overview/overview.jte",
                overview);
    }

    private Overview overview(Visit visit) {
        var caller = visit.caller();
        var now = reads.rows().now();
        var unfinished = readable(reads.deploys().unfinished(), caller);
        var explained = reads.rows().all(unfinished.subList(0, Math.min(MOST_UNFINISHED, unfinished.size())));
        var failed = Cells.rows(readable(reads.deploys().unmended(), caller), now);
        return new Overview(
                Banners.of(reads.nodes().all(), caller, now),
                failed,
                explained,
                unfinished.size() - explained.size(),
                matrix(caller, explained, failed, now),
                activity(caller),
                new Overview.Wish(
                        visit.query("q").orElse(""), visit.query("only").orElse("")),
                now,
                url);
    }

    private Matrix matrix(Caller caller, List<DeployRow> unfinished, List<DeployRow> failed, Instant now) {
        var db = reads.db();
        var all = reads.apps().all();
        var live = readable(reads.deploys().allLive(), caller);
        var locks = Locks.all(db).stream()
                .filter(lock -> lock.scope().concerns(caller))
                .toList();
        var cells = new Cells(
                Cells.oneByLane(Cells.rows(live, now)),
                Cells.byLane(unfinished),
                Cells.oneByLane(failed),
                locks,
                Automations.held(db),
                Sightings.drifting(db),
                Watches.unseen(db, all, now),
                reads.backlogs().of(all, live));
        var deployed = cells.deployed();
        var starred = reads.stars().of(caller.user().id());
        return Matrix.of(
                all.stream()
                        .filter(app -> caller.may(Right.READ, app.place()))
                        .map(app -> cells.row(app, starred.contains(app.id()), caller, deployed))
                        .filter(row -> !row.cells().isEmpty())
                        .sorted(Comparator.comparing(row -> !row.starred()))
                        .toList(),
                locks);
    }

    private List<Happened> activity(Caller caller) {
        var grant = caller.grant();
        var filter =
                new EventFilter(grant.apps(), grant.environments(), grant.deploy(), null, null, null, null, EVENTS);
        return new Feed(reads.db())
                .list(filter).rows().stream()
                        .flatMap(event -> Happened.of(event).stream())
                        .limit(ACTIVITY)
                        .toList();
    }

    private static List<Deploy> readable(List<Deploy> all, Caller caller) {
        return all.stream()
                .filter(deploy -> caller.may(Right.READ, deploy.place()))
                .toList();
    }
}
