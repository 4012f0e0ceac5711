package dev.waybill.web.deploys.actions;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.web.shown.DeployPaths;
import java.util.ArrayList;
import java.util.List;

/**
 * The buttons of a deploy's page.
 *
 * @param top those beside its title
 * @param repair those beside what is said about a failure; empty without one
 */
public record Controls(List<Control> top, List<Control> repair) {
    public static Controls of(Situation now, Caller caller) {
        var buttons = new Buttons(now, caller);
        return switch (now.deploy().state()) {
            case Deploy.Pending _ -> new Controls(List.of(buttons.cancel()), List.of());
            case Deploy.Running _ ->
                new Controls(List.of(buttons.rollback(), buttons.kill(), buttons.cancel()), List.of());
            case Deploy.Finished _ when now.hasBroken() -> new Controls(List.of(buttons.judge()), buttons.repair());
            case Deploy.Finished _ ->
                new Controls(
                        List.of(buttons.judge(), buttons.retry(), buttons.rollback(), buttons.promote()), List.of());
        };
    }

    private record Buttons(Situation now, Caller caller) {
        private Control button(String label, String icon, String action, String look, String why) {
            var deploy = now.deploy();
            var lack = caller.may(Right.DEPLOY, deploy.place()) ? why : caller.lack(Right.DEPLOY, deploy.place());
            return new Control(label, icon, DeployPaths.of(deploy) + "/" + action, look, lack);
        }

        Control cancel() {
            var isDone = now.deploy().state() instanceof Deploy.Running running && running.isCancelled();
            return button("Cancel…", "ban", "cancel", "danger", isDone ? "It is being cancelled already" : "");
        }

        Control kill() {
            var isDone = now.deploy().state() instanceof Deploy.Running running && running.isKilled();
            return button("Kill…", "circle-x", "kill", "danger", isDone ? "It is being killed already" : "");
        }

        Control retry() {
            return button("Retry…", "rotate-cw", "retry", "", RetryDeed.objection(now.deploy()));
        }

        Control rollback() {
            var way = WayBack.of(now);
            return button(way.label(), "undo-2", "rollback", "", way.why());
        }

        Control promote() {
            return button("Promote…", "rocket", "promote", "", PromoteDeed.objection(now));
        }

        Control judge() {
            return button("Judge…", "user-check", "judge", "", JudgeDeed.objection(now.deploy()));
        }

        /** The way back comes first, because something may have changed. */
        List<Control> repair() {
            var back = rollback().primary();
            var all = new ArrayList<>(List.of(back, back.isDisabled() ? retry().primary() : retry()));
            if (RetryDeed.hasFailedHosts(now.deploy())) {
                all.add(button(
                        "Retry failed hosts…", "server", "retry?hosts=failed", "", RetryDeed.objection(now.deploy())));
            }
            return List.copyOf(all);
        }
    }
}
