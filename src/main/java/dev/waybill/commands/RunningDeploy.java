package dev.waybill.commands;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Node;
import dev.waybill.runs.Stop;
import dev.waybill.spi.DeployInfo;
import java.time.Duration;

/**
 * A running deploy with its configuration.
 *
 * @param info its view for providers
 * @param stop signals that the deploy must end
 */
public record RunningDeploy(Deploy deploy, AppConfig config, DeployInfo info, Stop stop) {
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long its commands have to exit after SIGTERM, before SIGKILL. */
    public Duration grace() {
        var seconds = config.commands().grace();
        return seconds == null ? GRACE : Duration.ofMillis((long) (seconds * 1000));
    }

    /**
     * The name of its workspace. Every start of the server uses a new one, because a git process of an earlier start may still
     * write to the old one.
     */
    public String workspace(Node node) {
        return "%s-%d".formatted(deploy.id(), node.epoch());
    }
}
