package dev.waybill.spi;

import java.time.Duration;
import java.util.Map;

/**
 * A command line for {@code sh -c}.
 *
 * @param environment variables beside those that every command gets; these win
 * @param timeout how long it may take
 * @param readTimeout how long it may stay silent
 */
public record Command(String line, Map<String, String> environment, Duration timeout, Duration readTimeout) {
    public Command {
        environment = Map.copyOf(environment);
    }
}
