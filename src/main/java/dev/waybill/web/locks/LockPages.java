package dev.waybill.web.locks;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.web.frame.Action.Done;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All locks that concern the reader, and what can be done with one: ask for it, extend it, hand it over, release it. */
public final class LockPages implements PageGroup {
    private static final Duration MORE = Duration.ofHours(1);

    private final Db db;
    private final Locks locks;
    private final DeployStore deploys;
    private final Time time;
    private final String url;

    /** @param url the server's public URL, for the commands and links that pages show */
    public LockPages(Db db, Locks locks, DeployStore deploys, Time time, String url) {
        this.db = db;
        this.locks = locks;
        this.deploys = deploys;
        this.time = time;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, "/locks", this::list);
        frame.page(routes, "/locks/{id}/ask", visit -> dialog(visit, "Ask", "ask"));
        frame.page(routes, "/locks/{id}/hand-over", visit -> dialog(visit, "Hand over", "hand-over"));
        frame.page(routes, "/locks/{id}/release", visit -> dialog(visit, "Release", "release"));
        frame.action(routes, "/locks/{id}/extend", this::extend);
        frame.action(routes, "/locks/{id}/hand-over", this::handOver);
        frame.action(routes, "/locks/{id}/release", this::release);
    }

    private Page list(Visit visit) {
        var caller = visit.caller();
        var waiting = waiting(caller);
        var rows = Locks.all(db).stream()
                .filter(lock -> lock.scope().concerns(caller))
                .map(lock -> row(lock, waiting, caller))
                .toList();
        var page = new LockList(rows, caller, time.now(), url);
        return Page.of(new Heading(page.title(), Section.LOCKS, "/api/0/locks/"), "locks/locks.jte", page);
    }

    /** Those that the caller may read. */
    private List<Deploy> waiting(Caller caller) {
        return deploys.unfinished().stream()
                .filter(deploy -> deploy.state() instanceof Deploy.Pending && caller.may(Right.READ, deploy.place()))
                .toList();
    }

    private LockRow row(Lock lock, List<Deploy> waiting, Caller caller) {
        var held =
                waiting.stream().filter(deploy -> LockRow.holds(lock, deploy)).toList();
        return new LockRow(lock, held, caller, time.now());
    }

    private Page dialog(Visit visit, String verb, String template) {
        var lock = find(db, visit, new Fields(Map.of()));
        var heading = new Heading("%s: lock on %s".formatted(verb, lock.scope().name()), Section.LOCKS, "");
        var model = Map.of("row", row(lock, waiting(visit.caller()), visit.caller()), "url", url);
        return new Page(heading, "locks/%s.jte".formatted(template), model);
    }

    /**
     * The lock that a path names.
     *
     * @param seen may hold its holder, as the reader saw it
     */
    static Lock find(Db db, Visit visit, Fields seen) {
        var lock = Locks.all(db).stream()
                .filter(it -> Long.toString(it.id()).equals(visit.name("id")))
                .filter(it -> it.scope().concerns(visit.caller()))
                .findFirst()
                .orElseThrow(() -> new NotFound("invalid_resource", "This lock has ended, or never existed"));
        seen.find("holder").filter(holder -> !holder.equals(lock.holder())).ifPresent(holder -> {
            throw new Conflict(
                    "conflict",
                    "The lock on %s is no longer held by %s, but by %s: \"%s\""
                            .formatted(lock.scope().name(), holder, lock.holder(), lock.reason()));
        });
        return lock;
    }

    private Done extend(Visit visit, Fields fields) {
        var lock = find(db, visit, fields);
        var now = time.now();
        var end = lock.expires() == null || lock.expires().isBefore(now) ? now : lock.expires();
        db.write(tx -> locks.extend(tx, lock.scope(), end.plus(MORE), visit.caller()));
        return new Done(
                "/locks", "Lock on %s extended by 1 h".formatted(lock.scope().name()));
    }

    private Done handOver(Visit visit, Fields fields) {
        var lock = find(db, visit, fields);
        var to = fields.require("to");
        var given = db.write(tx -> locks.handOver(tx, lock.scope(), to, visit.caller()));
        return new Done(
                "/locks", "Lock on %s handed over to %s".formatted(lock.scope().name(), given.holder()));
    }

    private Done release(Visit visit, Fields fields) {
        var lock = find(db, visit, fields);
        var released = db.write(tx -> locks.release(tx, lock.scope(), visit.caller()));
        var next = released.willRun().isEmpty()
                ? ""
                : "; in a minute these start: " + String.join(", ", released.willRun());
        return new Done("/locks", "Lock on %s released%s".formatted(lock.scope().name(), next));
    }
}
