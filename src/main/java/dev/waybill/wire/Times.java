package dev.waybill.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Formats times for clients: RFC 3339 in UTC, always with six decimals. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** For sentences, to the minute: {@code 2026-03-01 14:05 UTC}. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    public static String text(Instant time) {
        return FORMAT.format(time);
    }

    public static @Nullable String textOrNull(@Nullable Instant time) {
        return time == null ? null : text(time);
    }
}
