package dev.waybill.web.apps;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import dev.waybill.gates.AutomationBlockers;
import dev.waybill.gates.Blocker;
import dev.waybill.lookups.Automatic;
import dev.waybill.repositories.RefLookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What automation does next in an environment.
 *
 * @param sha what it would deploy, in short; empty for nothing
 * @param lead what it does with that, or why it does nothing, such as {@code by itself}
 * @param when what it waits for in general, such as {@code on push to main}; empty if nothing is deployed automatically
 * @param blockers what holds it now
 * @param dueAt when time alone brings more; null if it does not
 */
public record Next(
        String environment,
        String sha,
        String lead,
        String when,
        List<Blocker> blockers,
        @Nullable Instant dueAt) {
    public Next {
        blockers = List.copyOf(blockers);
    }

    /** Those of all environments, in their order; each is asked for a moment. */
    static List<Next> all(Reads reads, App app, List<String> environments, Caller caller) throws InterruptedException {
        var questions = environments.stream()
                .<Callable<Optional<Automatic.Status>>>map(name ->
                        () -> reads.automatic().of(app, new Lane(app.id(), name), caller))
                .toList();
        var answers = reads.glance().all(questions);
        var all = new ArrayList<Next>();
        for (var i = 0; i < environments.size(); i++) {
            all.add(of(app, environments.get(i), answers.get(i)));
        }
        return all;
    }

    private static Next of(App app, String environment, Optional<Optional<Automatic.Status>> answer) {
        if (app.config().environment(environment).auto() == null) {
            return new Next(environment, "", "is deployed by hand", "", List.of(), null);
        }
        if (answer.isEmpty()) {
            return new Next(
                    environment, "", "is not known: the repository does not answer at the moment", "", List.of(), null);
        }
        return answer.get()
                .map(status -> of(app, environment, status))
                .orElseGet(() -> new Next(environment, "", "has not begun yet", "", List.of(), null));
    }

    private static Next of(App app, String environment, Automatic.Status status) {
        var next = status.next();
        var when = status.config().summary(RefLookup.defaultRef(app, environment));
        var waiting = status.waiting();
        var dueAt = status.plan().dueAt();
        if (waiting != null) {
            var sha = waiting.sha() == null ? "" : waiting.sha().abbreviated();
            return new Next(environment, sha, "waits as #" + waiting.number(), when, next.blockers(), dueAt);
        }
        var sha = next.sha();
        if (sha == null || next.blockers().stream().anyMatch(AutomationBlockers.NothingNew.class::isInstance)) {
            var lead = dueAt == null ? "has nothing new to take" : "takes the next commits";
            return new Next(environment, "", lead, when, next.blockers(), dueAt);
        }
        return new Next(environment, sha.abbreviated(), lead(next.blockers()), when, next.blockers(), dueAt);
    }

    private static String lead(List<Blocker> blockers) {
        return blockers.isEmpty() ? "is taken by itself now" : "is taken by itself when nothing holds it any more";
    }
}
