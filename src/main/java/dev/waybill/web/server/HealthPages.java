package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.Apps;
import dev.waybill.deliveries.Deliveries;
import dev.waybill.forge.Forges;
import dev.waybill.forge.Quota;
import dev.waybill.lookups.LoadStore;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.watches.Watches;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code /health}: what the server needs, and how each of it is. */
public final class HealthPages implements PageGroup {
    /** How many repositories that answer are listed. */
    private static final int SHOWN = 50;

    /** One part in so many of a limit that is left is little. */
    private static final int FEW = 10;

    /** Ages are rounded down; what is left of one is rounded up. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Db db;
    private final Apps apps;
    private final Nodes nodes;
    private final Forges forges;
    private final Time time;

    public HealthPages(Db db, Apps apps, Nodes nodes, Forges forges, Time time) {
        this.db = db;
        this.apps = apps;
        this.nodes = nodes;
        this.forges = forges;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(
                routes,
                "/health",
                visit -> Page.of(ServerPages.heading("Health", "/api/0/nodes/"), "server/health.jte", page(visit)));
    }

    /**
     * One thing to look at.
     *
     * @param state {@code good}, {@code warn} or {@code bad}
     * @param link a page with more; empty for none
     */
    public record Look(String state, String subject, String sentence, String link) {
        static Look of(boolean isGood, String bad, String subject, String sentence, String link) {
            return new Look(isGood ? "good" : bad, subject, sentence, link);
        }

        public String icon() {
            return switch (state) {
                case "good" -> "circle-check";
                case "warn" -> "triangle-alert";
                default -> "octagon-x";
            };
        }
    }

    /**
     * The page.
     *
     * @param repositories those that do not answer first
     * @param more repositories that are not listed
     * @param hidden why the caller does not see the server as a whole; empty if they do
     */
    public record State(List<Look> looks, List<Look> repositories, int more, String hidden, Instant now) {
        public String title() {
            var bad = looks.stream().filter(it -> !it.state().equals("good")).count()
                    + repositories.stream()
                            .filter(it -> !it.state().equals("good"))
                            .count();
            return bad == 0 ? "All is well" : bad == 1 ? "1 thing needs a look" : bad + " things need a look";
        }
    }

    private State page(Visit visit) {
        var caller = visit.caller();
        var hidden = ServerPages.lack(caller, Right.READ);
        var repositories = repositories(caller);
        var bad = repositories.stream().filter(it -> !it.state().equals("good"));
        var good = repositories.stream().filter(it -> it.state().equals("good"));
        var sorted = Stream.concat(bad, good).toList();
        return new State(
                hidden.isEmpty() ? looks() : List.of(),
                sorted.stream().limit(SHOWN).toList(),
                Math.max(0, sorted.size() - SHOWN),
                hidden,
                time.now());
    }

    private List<Look> looks() {
        var looks = new ArrayList<Look>();
        var kind = db.isEmbedded() ? "The embedded database" : "PostgreSQL";
        looks.add(Look.of(
                !db.isMoved(),
                "bad",
                "Database",
                db.isMoved()
                        ? "Its file was moved, deleted or replaced; stop the server, restore the file, and start again"
                        : kind + " answers",
                ""));
        nodes.all().stream().map(this::node).forEach(looks::add);
        var backlog = db.read(Deliveries::backlog);
        looks.add(Look.of(
                backlog.dead() == 0,
                "warn",
                "Deliveries",
                "%d to deliver, %d given up in the last 30 days, %d events to read"
                        .formatted(backlog.open(), backlog.dead(), backlog.unread()),
                backlog.dead() > 0 ? "/settings/deliveries?state=dead" : "/settings/deliveries"));
        var load = db.read(LoadStore::read);
        looks.add(Look.of(
                true,
                "",
                "Queue",
                "%d running, %d waiting, in %d lanes".formatted(load.running(), load.waiting(), load.busyLanes()),
                "/queue"));
        forges.quotas().stream().map(this::quota).forEach(looks::add);
        return looks;
    }

    private Look quota(Quota quota) {
        return Look.of(
                quota.remaining() * FEW > quota.limit(),
                "warn",
                "Limit of %s%s".formatted(quota.host(), quota.resource().isEmpty() ? "" : ", " + quota.resource()),
                "%,d of %,d requests left for the next %s"
                        .formatted(
                                quota.remaining(),
                                quota.limit(),
                                Ages.age(time.now(), quota.resetsAt().plus(A_MINUTE))),
                "");
    }

    private Look node(NodeState node) {
        var subject = "Node " + node.name();
        if (node.silentSince() != null) {
            return new Look(
                    "bad",
                    subject,
                    "No heartbeat since it was heard last; its deploys keep their lanes",
                    "/settings/nodes");
        }
        if (node.shortage() != null) {
            return new Look("bad", subject, "No deploy starts: " + node.shortage(), "/settings/nodes");
        }
        var sentence = "%d of %d deploys, disk has room, heartbeat heard".formatted(node.running(), node.maxRunning());
        return node.draining()
                ? new Look("warn", subject, "Draining: it starts no new deploys. " + sentence, "/settings/nodes")
                : new Look("good", subject, sentence, "/settings/nodes");
    }

    private List<Look> repositories(Caller caller) {
        var readable = apps.all().stream()
                .filter(app -> app.retiredAt() == null && caller.may(Right.READ, app.place()))
                .toList();
        var fresh = Watches.freshness(db, readable, time.now());
        return readable.stream()
                .filter(app -> fresh.containsKey(app.id()))
                .map(app -> {
                    var freshness = Objects.requireNonNull(fresh.get(app.id()));
                    return Look.of(
                            freshness.trouble() == null,
                            "warn",
                            app.name(),
                            freshness.summary(),
                            "/apps/" + app.name());
                })
                .toList();
    }
}
