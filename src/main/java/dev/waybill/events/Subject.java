package dev.waybill.events;

import org.jspecify.annotations.Nullable;

/**
 * What an event is about.
 *
 * @param app null if it is about no app
 * @param environment null if it is about no environment, or about all
 * @param deploy null if it is about no deploy
 */
public record Subject(
        @Nullable Named app,
        @Nullable String environment,
        @Nullable Named deploy) {
    /** The server itself. */
    public static final Subject SERVER = new Subject(null, null, null);

    public static Subject ofApp(long id, String name) {
        return new Subject(new Named(id, name), null, null);
    }
}
