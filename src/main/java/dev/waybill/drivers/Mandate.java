package dev.waybill.drivers;

import dev.waybill.spi.Secret;
import java.time.Duration;
import java.util.Map;

/**
 * What a driver needs to run the command.
 *
 * @param variables the environment variables of the command, except its token
 * @param token with which the command reports on its deploy
 * @param grace how long the command has to exit after SIGTERM, before SIGKILL
 * @param end the first byte of the output that is not stored yet
 */
public record Mandate(Map<String, String> variables, Secret token, Duration grace, long end) {
    public Mandate {
        variables = Map.copyOf(variables);
    }
}
