package dev.waybill.http;

import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.function.Consumer;

/**
 * On which terms clients are served.
 *
 * @param peers tells clients apart
 * @param refused hears of everything that was refused for the sake of others, by a word of few; returns at once and does not fail
 */
public record Terms(Limits limits, Peers peers, Consumer<String> refused) {
    /** For every address the same, whoever asks. */
    public static Terms of(Limits limits) {
        return new Terms(limits, new Peers(List.of()), _ -> {});
    }

    /** Lets the requests of a server find what they need of them. */
    public void applyTo(JavalinConfig config) {
        config.appData(Limits.KEY, limits);
        config.appData(Visits.KEY, new Visits(this));
        config.appData(BodyBudget.KEY, BodyBudget.usual(refused));
    }
}
