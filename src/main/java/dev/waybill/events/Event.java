package dev.waybill.events;

import org.jspecify.annotations.Nullable;

/**
 * An event, before it has its number.
 *
 * @param data what; never a secret
 * @param by the user who did it; null for the server itself
 */
public record Event(
        EventData data, Subject subject, @Nullable Named by) {}
