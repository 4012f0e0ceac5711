package dev.waybill.wire;

/** How much of a log is known: so many lines in the first {@code scanned} of {@code bytes} bytes. */
public record LogExtentJson(long lines, long scanned, long bytes, boolean complete) {}
