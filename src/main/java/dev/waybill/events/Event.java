package dev.waybill.events;

import dev.waybill.errors.Excerpt;
import java.util.Map;
import java.util.stream.Collectors;
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
        data = shortened(data);
    }

    /** A text among it may be of a command, or of git. */
    private static Map<String, Object> shortened(Map<String, Object> data) {
        return data.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        it -> it.getValue() instanceof String text ? Excerpt.of(text) : it.getValue()));
    }

    public static Event ofApp(String kind, long app, @Nullable Long user, Map<String, Object> data) {
        return new Event(kind, app, null, null, user, data);
    }
}
