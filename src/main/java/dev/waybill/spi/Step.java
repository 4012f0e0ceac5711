package dev.waybill.spi;

import java.time.Duration;
import java.util.Map;

/**
 * One step of a deploy as it is planned.
 *
 * @param name a word, unique in the deploy
 * @param line what it does, for people: a command line, or a sentence such as {@code build at Heroku}; without secrets
 * @param environment the variables that its command gets from the provider; empty if it runs none
 * @param timeout the maximum total time
 */
public record Step(String name, String line, Map<String, String> environment, Duration timeout) {
    public Step {
        environment = Map.copyOf(environment);
    }

    /** A step that runs a command. */
    public static Step of(String name, Command command) {
        return new Step(name, command.line(), command.environment(), command.timeout());
    }
}
