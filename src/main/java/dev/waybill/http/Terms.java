package dev.waybill.http;

import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.function.Consumer;

/**
 * How clients are limited and told apart.
 *
 * @param peers tells clients apart
 * @param refused is called with the kind of limit when a client reaches one; must not block or throw
 */
public record Terms(Limits limits, Peers peers, Consumer<String> refused) {
    /** Without trusted proxies and metrics. */
    public static Terms of(Limits limits) {
        return new Terms(limits, new Peers(List.of()), _ -> {});
    }

    /** Makes these available to the requests of a server. */
    public void applyTo(JavalinConfig config) {
        config.appData(Limits.KEY, limits);
        config.appData(Visits.KEY, new Visits(this));
        config.appData(BodyBudget.KEY, BodyBudget.usual(refused));
    }
}
