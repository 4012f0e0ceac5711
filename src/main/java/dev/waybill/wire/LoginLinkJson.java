package dev.waybill.wire;

/**
 * A single-use sign-in link.
 *
 */
public record LoginLinkJson(String url, String expires) {}
