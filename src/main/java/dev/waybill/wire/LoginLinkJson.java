package dev.waybill.wire;

/**
 * A link that signs a browser in, once.
 *
 * @param expires when it is no good any more
 */
public record LoginLinkJson(String url, String expires) {}
