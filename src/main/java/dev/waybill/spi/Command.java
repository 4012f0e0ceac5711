package dev.waybill.spi;

import java.time.Duration;
import java.util.Map;

/**
 * A command line for {@code sh -c}.
 *
 * @param environment variables in addition to those of every command; these override them
 * @param timeout the maximum total time
 * @param readTimeout the maximum time without output
 */
public record Command(String line, Map<String, String> environment, Duration timeout, Duration readTimeout) {
    public Command {
        environment = Map.copyOf(environment);
    }
}
