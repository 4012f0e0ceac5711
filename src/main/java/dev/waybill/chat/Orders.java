package dev.waybill.chat;

import dev.waybill.access.Right;
import dev.waybill.chat.grammar.Sentence;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Unavailable;
import dev.waybill.execution.Cancellations;
import dev.waybill.lanes.Outlook;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sentences that request deploys, or stop them. */
public final class Orders {
    private final Places places;
    private final Requests requests;
    private final Cancellations cancellations;
    private final Outlook outlook;
    private final String url;

    /** @param url the server's public URL, for links */
    public Orders(Places places, Requests requests, Cancellations cancellations, Outlook outlook, String url) {
        this.places = places;
        this.requests = requests;
        this.cancellations = cancellations;
        this.outlook = outlook;
        this.url = url;
    }

    Reply deploy(Sentence.Deploy wish, Message message) throws InterruptedException {
        var target = wish.task() == null
                ? new Target.OfRef(wish.ref(), null)
                : new Target.Task(wish.task(), wish.ref(), null);
        var how = new How(Door.API, wish.force(), wish.waits(), wish.reason());
        return requested(request(wish.app(), wish.environment(), target, how, message));
    }

    Reply rollback(Sentence.Rollback wish, Message message) throws InterruptedException {
        var target = new Target.Back(wish.to(), false, wish.cancels());
        var reason = wish.reason() == null ? message.defaultReason() : wish.reason();
        var how = new How(Door.ROLLBACK, false, wish.waits(), reason);
        return requested(request(wish.app(), wish.environment(), target, how, message));
    }

    Reply promote(Sentence.Promote wish, Message message) throws InterruptedException {
        places.lane(places.app(wish.app(), message.caller()), wish.from(), message.caller());
        var target = new Target.Promoted(wish.from());
        var how = new How(Door.PROMOTION, false, wish.waits(), wish.reason());
        return requested(request(wish.app(), wish.to(), target, how, message));
    }

    /** How something is requested. */
    private record How(
            Door door,
            boolean force,
            boolean waits,
            @Nullable String reason) {}

    private static DeployRequest request(
            String app, @Nullable String environment, Target target, How how, Message message) {
        return new DeployRequest(
                app,
                environment,
                target,
                message.caller(),
                message.user(),
                Map.of(),
                how.force(),
                how.reason(),
                how.waits(),
                false,
                how.door(),
                Expected.ANYTHING,
                message.idempotencyKey());
    }

    /** Requests a deploy of the same commit. */
    Reply retry(Deploy old, Message message) throws InterruptedException {
        var by = places.acting(message, Right.DEPLOY, old.place());
        return requested(requests.retry(new Target.Again(old, false), by, null, message.idempotencyKey()));
    }

    private Reply requested(DeployRequest request) throws InterruptedException {
        return requested(requests.request(request));
    }

    private Reply requested(Deploy deploy) {
        var lines = new ArrayList<>(prospect(deploy));
        if (deploy.message() != null) {
            lines.add("Note: " + deploy.message());
        }
        lines.add(page(deploy));
        return Reply.of(String.join("\n", lines), deploy);
    }

    /** Does not fail: the deploy is requested by now, and a client would repeat the request. */
    private List<String> prospect(Deploy deploy) {
        var lines = new ArrayList<String>();
        try {
            outlook.waiting(deploy).filter(it -> !it.blockers().isEmpty()).ifPresent(waiting -> {
                lines.add("%s is waiting at position %d in the queue: %s"
                        .formatted(deploy.name(), waiting.position(), Lines.version(deploy)));
                lines.addAll(Refusals.lines(waiting.blockers(), WaysOut.said(deploy)));
            });
        } catch (Unavailable e) {
            return List.of("%s is requested: %s".formatted(deploy.name(), Lines.version(deploy)));
        }
        return lines.isEmpty()
                ? List.of("%s %s: %s".formatted(deploy.name(), now(deploy), Lines.version(deploy)))
                : lines;
    }

    private static String now(Deploy deploy) {
        return deploy.state() instanceof Deploy.Pending ? "starts now" : Lines.state(deploy);
    }

    private String page(Deploy deploy) {
        return "%s/apps/%s/%s/%d".formatted(url, deploy.appName(), deploy.environment(), deploy.number());
    }

    Reply cancel(Sentence.Cancel wish, Message message) {
        var deploy = places.deploy(wish.deploy(), message.caller());
        var by = places.acting(message, Right.DEPLOY, deploy.place());
        var cancelled = cancellations.cancel(deploy, by.user());
        return Reply.of(
                cancelled.state() instanceof Deploy.Finished
                        ? "%s was cancelled".formatted(deploy.name())
                        : "%s is being stopped; the next deploy starts once all of its processes have ended"
                                .formatted(deploy.name()),
                cancelled);
    }
}
