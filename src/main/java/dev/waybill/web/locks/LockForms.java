package dev.waybill.web.locks;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Action.Done;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.PageSentences;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms that acquire a lock, and steal one. */
public final class LockForms implements PageGroup {
    private static final String NEW = "/lock";
    private static final String STEAL = "/locks/{id}/steal";

    private final Db db;
    private final Locks locks;
    private final Scopes scopes;
    private final Time time;

    public LockForms(Db db, Locks locks, Apps apps, Time time) {
        this.db = db;
        this.locks = locks;
        this.scopes = new Scopes(apps);
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        for (var path : List.of(NEW, "/apps/{app}/lock", "/apps/{app}/{env}/lock")) {
            frame.page(routes, path, visit -> page(ofNew(visit)));
        }
        frame.page(routes, STEAL, visit -> page(ofSteal(visit, new Fields(Map.of()))));
        frame.action(routes, NEW, (visit, fields) -> acquire(visit, fields, ofNew(visit)));
        frame.action(routes, STEAL, (visit, fields) -> acquire(visit, fields, ofSteal(visit, fields)));
    }

    private static Page page(LockForm form) {
        return Page.of(new Heading(form.title(), Section.LOCKS, "/api/0/locks/"), "locks/lock.jte", form);
    }

    private LockForm ofNew(Visit visit) {
        visit.caller().requireSomewhere(Right.LOCK);
        var filled = new HashMap<String, List<String>>();
        visit.query("app").ifPresent(app -> filled.put("app", List.of(app)));
        visit.query("env").ifPresent(environment -> filled.put("environment", List.of(environment)));
        if (visit.names().containsKey("app")) {
            filled.put(
                    "app", List.of(scopes.app(visit.name("app"), visit.caller()).name()));
        }
        if (visit.names().containsKey("env")) {
            filled.put("environment", List.of(visit.name("env")));
        }
        return form(visit, NEW, null, new Fields(filled));
    }

    private LockForm ofSteal(Visit visit, Fields seen) {
        var lock = LockPages.find(db, visit, seen);
        visit.caller().require(Right.LOCK, lock.scope().place());
        var filled = new Fields(Map.of("kind", List.of(lock.kind().word())));
        return form(visit, "/locks/%d/steal".formatted(lock.id()), lock, filled);
    }

    private LockForm form(Visit visit, String action, @Nullable Lock stolen, Fields filled) {
        var apps = scopes.apps(visit.caller());
        return new LockForm(
                action,
                stolen,
                apps.stream().map(App::name).toList(),
                Scopes.environments(apps),
                filled,
                Map.of(),
                null);
    }

    /** Shows the form again, with what was typed, if it was not accepted. */
    private Action.Result acquire(Visit visit, Fields fields, LockForm form) {
        var caller = visit.caller();
        try {
            var stolen = form.stolen();
            var wish = new LockFields(fields, time.now()).wish(stolen != null);
            var scope = stolen == null ? scopes.read(fields, caller) : stolen.scope();
            return acquired(db.write(tx -> {
                var lock = locks.acquire(tx, scope, wish, caller);
                return new Taken(lock, locks.heldBy(tx.handle(), lock));
            }));
        } catch (Invalid e) {
            if (e.details().isEmpty()) {
                throw e;
            }
            return new Action.Again(422, page(form.refused(fields, e.details(), null)));
        } catch (Conflict e) {
            var scope = form.stolen() == null
                    ? scopes.read(fields, caller)
                    : form.stolen().scope();
            return new Action.Again(
                    422, page(form.refused(fields, Map.of("app", PageSentences.told(e.sentence())), present(scope))));
        }
    }

    private record Taken(Lock lock, List<String> holds) {}

    private static Done acquired(Taken taken) {
        var holds = taken.holds().isEmpty() ? "" : "; it holds back " + String.join(", ", taken.holds());
        return new Done(
                "/locks",
                "You hold the lock on %s%s".formatted(taken.lock().scope().name(), holds));
    }

    private @Nullable Lock present(LockScope scope) {
        return Locks.all(db).stream()
                .filter(lock -> lock.scope().equals(scope))
                .findFirst()
                .orElse(null);
    }
}
