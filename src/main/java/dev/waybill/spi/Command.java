package dev.waybill.spi;

import java.time.Duration;
import java.util.Map;

/**
 * A command line for {@code sh -c}.
 *
 * @param environment variables in addition to those of every command; these override them
 * @param secrets variables with secrets, which are masked in its output
 * @param timeout the maximum total time
 * @param readTimeout the maximum time without output
 * @param hasJsonReports whether lines of its output that are JSON objects, such as {@code {"progress": 40}}, report on the
 *     deploy; all lines stay in the log
 */
public record Command(
        String line,
        Map<String, String> environment,
        Map<String, Secret> secrets,
        Duration timeout,
        Duration readTimeout,
        boolean hasJsonReports) {
    public Command {
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    /** One without reports in JSON. */
    public Command(
            String line,
            Map<String, String> environment,
            Map<String, Secret> secrets,
            Duration timeout,
            Duration readTimeout) {
        this(line, environment, secrets, timeout, readTimeout, false);
    }

    /** One without secrets of its provider, and without reports in JSON. */
    public Command(String line, Map<String, String> environment, Duration timeout, Duration readTimeout) {
        this(line, environment, Map.of(), timeout, readTimeout, false);
    }
}
