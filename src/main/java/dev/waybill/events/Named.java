package dev.waybill.events;

import org.jspecify.annotations.Nullable;

/**
 * Something that an event is about.
 *
 * @param name at that time; null if it was removed before events kept names
 */
public record Named(long id, @Nullable String name) {}
