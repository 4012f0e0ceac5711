package dev.waybill.commands;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Node;
import dev.waybill.runs.Stop;
import dev.waybill.spi.DeployInfo;
import java.time.Duration;

/**
 * A deploy on its way, with what it runs by.
 *
 * @param info what its provider sees of it
 * @param stop is told when somebody wants its end
 */
public record RunningDeploy(Deploy deploy, AppConfig config, DeployInfo info, Stop stop) {
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long its commands have to end by themselves once they are told to. */
    public Duration grace() {
        var seconds = config.commands().grace();
        return seconds == null ? GRACE : Duration.ofMillis((long) (seconds * 1000));
    }

    /** The name of its workspace. Each start of the server has its own: git that has survived an earlier one may still write there. */
    public String workspace(Node node) {
        return "%s-%d".formatted(deploy.id(), node.epoch());
    }
}
