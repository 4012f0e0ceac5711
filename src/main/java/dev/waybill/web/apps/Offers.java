package dev.waybill.web.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.deploys.Deploy;
import dev.waybill.locks.Lock;
import dev.waybill.lookups.EnvironmentState;
import dev.waybill.repositories.RefLookup;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what the reader can do next with the environments of an app. For one page: it remembers what it has found. */
final class Offers {
    private final Reads reads;
    private final App app;
    private final Caller caller;
    private final Map<String, Optional<Sha>> newest = new HashMap<>();

    Offers(Reads reads, App app, Caller caller) {
        this.reads = reads;
        this.app = app;
        this.caller = caller;
    }

    /** @param before the environments before it on the line */
    Offer of(String name, EnvironmentState state, List<Stop> before) throws InterruptedException {
        var live = state.history().stream().findFirst().map(Deploy::sha).orElse(null);
        var path = "/apps/%s/%s/".formatted(app.name(), name);
        if (state.running() != null) {
            var number = state.running().number();
            return new Offer("Open the log of #" + number, path + number, "");
        }
        var may = caller.may(Right.DEPLOY, app.place(name));
        var objection = app.retiredAt() != null
                ? app.name() + " is retired"
                : may ? "" : caller.lack(Right.DEPLOY, app.place(name));
        var from = app.config()
                .environment(name)
                .source()
                .flatMap(source -> before.stream()
                        .filter(stop -> stop.environment().equals(source) && stop.sha() != null)
                        .findFirst());
        var target = from.isPresent() ? from.get().sha() : newest(name).orElse(null);
        var isQueued = isHeld(state);
        var verb = isQueued ? "Queue" : from.isPresent() ? "Promote" : "Deploy";
        var what = target == null ? "" : what(live, target);
        var promotion =
                from.isPresent() && !what.isEmpty() ? "?from=" + from.get().environment() : "";
        var label = what.isEmpty()
                ? "Deploy to %s…".formatted(name)
                : "%s %s %s %s".formatted(verb, what, isQueued ? "for" : "to", name);
        return new Offer(label, path + "deploy" + promotion, objection);
    }

    /** Such as {@code 7 commits}; empty for nothing, or nothing that is known. */
    private String what(@Nullable Sha live, Sha target) throws InterruptedException {
        if (live == null) {
            return target.abbreviated();
        }
        var commits = count(live, target);
        return commits == 0 ? "" : Offer.count(commits, "commit");
    }

    private boolean isHeld(EnvironmentState state) {
        return !state.waiting().isEmpty()
                || state.locks().stream()
                        .anyMatch(lock -> lock.kind() == Lock.Kind.HARD
                                && !lock.holder().equals(caller.user().name()));
    }

    private int count(Sha live, Sha target) throws InterruptedException {
        return live.equals(target)
                ? 0
                : reads.mirrored()
                        .changes(app, live, target, 1)
                        .map(it -> it.commits().count())
                        .orElse(0);
    }

    /** Most environments have the same default ref, and git is asked for each. */
    private Optional<Sha> newest(String environment) throws InterruptedException {
        var ref = RefLookup.defaultRef(app, environment);
        var known = newest.get(ref);
        if (known == null) {
            known = reads.newest(app, environment);
            newest.put(ref, known);
        }
        return known;
    }
}
