package dev.waybill.network;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: a number of seconds, or a date of HTTP (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    /** Null if there is none, or it is neither. */
    public static @Nullable Instant parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            return header.matches("\\d{1,9}")
                    ? now.plusSeconds(Long.parseLong(header))
                    : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
