package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;

/** How far a deploy is, as forms remember it. */
final class Stage {
    private Stage() {}

    static String of(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "pending";
            case Deploy.Running running -> running.isCancelled() ? "cancelling" : "running";
            case Deploy.Finished finished -> finished.outcome().word();
        };
    }
}
