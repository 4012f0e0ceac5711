package dev.waybill.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What another system has live, as that system says.
 *
 * @param release its name there, such as {@code Heroku release v42}
 * @param sha the commit, 40 hex digits; null if that system does not know it
 * @param since when it went live; null if unknown
 * @param by who put it there; null if unknown
 * @param address an http or https URL for people; null for none
 */
public record Live(
        String release,
        @Nullable String sha,
        @Nullable Instant since,
        @Nullable String by,
        @Nullable String address) {}
