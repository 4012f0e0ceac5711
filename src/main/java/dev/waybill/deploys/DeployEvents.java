package dev.waybill.deploys;

import dev.waybill.events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The events of deploys. */
public final class DeployEvents {
    /** Rung when a running deploy was cancelled. */
    public static final String STOPS = "stops";

    private DeployEvents() {}

    public static Event of(String kind, Deploy deploy, Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.put("name", deploy.name());
        return new Event(
                kind,
                deploy.app().value(),
                deploy.environment(),
                deploy.id().value(),
                deploy.user().id().value(),
                data);
    }

    /** Never below 0, though clocks may jump, and those of two nodes differ. */
    public static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
