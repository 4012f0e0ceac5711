package dev.waybill.events;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, before it has its number.
 *
 * @param data what; never a secret
 * @param by the user who did it; null if nobody did
 */
public record Event(
        EventData data, Subject subject, @Nullable Named by) {}
