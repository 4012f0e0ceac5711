package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Conflict;
import dev.waybill.execution.Cancellations;
import dev.waybill.web.frame.Action;
import java.util.Map;

/** Takes a deploy out of the queue, or stops it. */
final class CancelDeed implements Deed {
    private final Cancellations cancellations;

    CancelDeed(Cancellations cancellations) {
        this.cancellations = cancellations;
    }

    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public Dialog ask(Asked asked) {
        var deploy = asked.deploy();
        var verb = new Dialog.Verb(
                "cancel", "Cancel %s".formatted(deploy.name()), "Cancel #%d".formatted(deploy.number()), true);
        var dialog = new Dialog(deploy, verb, told(deploy), Dialog.Question.NOTHING, Map.of("state", Stage.of(deploy)));
        return switch (deploy.state()) {
            case Deploy.Running running
            when running.isCancelled() ->
                dialog.refused("It is being cancelled already. If that takes too long, kill it.");
            case Deploy.Finished _ -> dialog.refused("It has already ended.");
            default -> dialog;
        };
    }

    private static Dialog.Told told(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> Dialog.Told.of("It waits and has changed nothing. It leaves the queue at once.");
            case Deploy.Running running ->
                Dialog.Told.of(
                        "It has been running on %s. Its commands are asked to end, and are killed after the grace period of the app."
                                .formatted(
                                        running.driver() == null
                                                ? "the server"
                                                : running.driver().place()),
                        "What they have changed so far stays; nothing is rolled back.");
            case Deploy.Finished _ -> Dialog.Told.of();
        };
    }

    @Override
    public Action.Done carryOut(Asked asked, Answer answer) {
        var deploy = asked.deploy();
        var by = asked.caller().user();
        if (deploy.state() instanceof Deploy.Pending) {
            var cancelled = cancellations
                    .cancelUnchanged(deploy, by)
                    .orElseThrow(() -> new Conflict(
                            "conflict", "%s has changed meanwhile; nothing was cancelled".formatted(deploy.name())));
            return Deed.at(cancelled, "%s cancelled");
        }
        cancellations.cancel(deploy, by);
        return Deed.at(deploy, "%s is being cancelled");
    }
}
