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
 * @param workspace the name of the directory in which its commands run
 */
public record RunningDeploy(Deploy deploy, AppConfig config, DeployInfo info, Stop stop, String workspace) {
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long its commands have to exit after SIGTERM, before SIGKILL. */
    public Duration grace() {
        return grace(config);
    }

    /** The same for every deploy with a configuration. */
    public static Duration grace(AppConfig config) {
        var seconds = config.commands().grace();
        return seconds == null ? GRACE : Duration.ofMillis((long) (seconds * 1000));
    }

    /**
     * The name of a workspace that no earlier start of the server has used: a git process of that start may still write to its
     * own.
     */
    public static String freshWorkspace(Deploy deploy, Node node) {
        return "%s-%d".formatted(deploy.id(), node.epoch());
    }

    public RunningDeploy in(String other) {
        return new RunningDeploy(deploy, config, info, stop, other);
    }
}
