package dev.waybill.artifacts;

/**
 * A file that is kept with a deploy.
 *
 * @param number among those of the deploy
 * @param name its path in the workspace, with slashes
 * @param sha256 in hex digits
 */
public record Artifact(int number, String name, long bytes, String sha256) {}
