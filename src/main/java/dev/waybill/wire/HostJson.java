package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * The key of a host.
 *
 * @param trustedBy null, as the date is, if nobody trusts it
 */
public record HostJson(
        String host,
        String type,
        String fingerprint,
        boolean trusted,
        @Nullable String trustedBy,
        @Nullable String dateTrusted) {}
