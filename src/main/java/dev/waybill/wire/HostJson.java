package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * The key of a host.
 *
 * @param trustedBy null, like the date, if it is not trusted
 */
public record HostJson(
        String host,
        String type,
        String fingerprint,
        boolean trusted,
        @Nullable String trustedBy,
        @Nullable String dateTrusted) {}
