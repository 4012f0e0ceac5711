package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * A running or pending deploy.
 *
 * @param deploy its name
 * @param since when it started, or else when it was requested
 */
public record TurnJson(
        String deploy, int number, String ref, @Nullable String sha, String user, String status, String since) {}
