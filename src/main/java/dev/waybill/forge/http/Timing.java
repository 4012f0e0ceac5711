package dev.waybill.forge.http;

import java.time.Duration;

/**
 * How long requests may take, and how close together they may be.
 *
 * @param total for a request, from the first byte that is sent to the last one that is received
 * @param betweenWrites of one credential; GitHub asks for at least a second
 */
public record Timing(Duration toConnect, Duration total, Duration betweenWrites) {
    public static final Timing USUAL =
            new Timing(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(1));
}
