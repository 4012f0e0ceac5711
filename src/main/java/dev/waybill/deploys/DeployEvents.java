package dev.waybill.deploys;

import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import java.time.Duration;
import java.time.Instant;

/** The events of deploys. */
public final class DeployEvents {
    /** Signalled when a running deploy was cancelled. */
    public static final String STOPS = "stops";

    private DeployEvents() {}

    /** An event about a deploy, of the user whose deploy it is. */
    public static Event of(Deploy deploy, DeployEvent data) {
        var subject = new Subject(
                new Named(deploy.app().value(), deploy.appName()),
                deploy.environment(),
                new Named(deploy.id().value(), deploy.name()));
        return new Event(data, subject, deploy.user().named());
    }

    /** Never negative, even if a clock was set or the clocks of two nodes differ. */
    public static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
