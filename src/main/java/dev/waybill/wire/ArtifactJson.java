package dev.waybill.wire;

/**
 * A file that is kept with a deploy.
 *
 * @param name its path in the checkout
 * @param sha256 in hex digits
 * @param link where its content is
 */
public record ArtifactJson(String name, long bytes, String sha256, String link) {}
