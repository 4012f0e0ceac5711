package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.execution.Cancellations;
import dev.waybill.web.frame.Action;
import java.util.Map;

/** Ends a running deploy at once. */
final class KillDeed implements Deed {
    private final Cancellations cancellations;

    KillDeed(Cancellations cancellations) {
        this.cancellations = cancellations;
    }

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public Dialog ask(Asked asked) {
        var deploy = asked.deploy();
        var verb = new Dialog.Verb(
                "kill", "Kill %s".formatted(deploy.name()), "Kill #%d now".formatted(deploy.number()), true);
        var told = Dialog.Told.of(
                "All of its processes are killed at once, in the middle of whatever they do. They cannot tidy up, or release what they hold.",
                "Cancel asks them to end first, and kills them after the grace period.");
        var dialog = new Dialog(deploy, verb, told, Dialog.Question.NOTHING, Map.of());
        return switch (deploy.state()) {
            case Deploy.Pending _ -> dialog.refused("It has not started yet; cancel it.");
            case Deploy.Running running when running.isKilled() -> dialog.refused("It is being killed already.");
            case Deploy.Running _ -> dialog;
            case Deploy.Finished _ -> dialog.refused("It has already ended.");
        };
    }

    @Override
    public Action.Done carryOut(Asked asked, Answer answer) {
        cancellations.kill(asked.deploy(), asked.caller().user());
        return Deed.at(asked.deploy(), "%s is being killed");
    }
}
