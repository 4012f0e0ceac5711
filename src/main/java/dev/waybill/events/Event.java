package dev.waybill.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, before it has its number.
 *
 * @param kind what, such as {@code deploy.started}; released kinds keep their meaning
 * @param data more about it, in what JSON can hold; never a secret
 */
public record Event(
        String kind,
        @Nullable Long app,
        @Nullable String environment,
        @Nullable Long deploy,
        @Nullable Long user,
        Map<String, Object> data) {
    public Event {
        data = Map.copyOf(data);
    }

    public static Event ofApp(String kind, long app, @Nullable Long user, Map<String, Object> data) {
        return new Event(kind, app, null, null, user, data);
    }
}
