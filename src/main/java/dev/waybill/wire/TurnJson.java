package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * A deploy that runs or waits.
 *
 * @param deploy its name
 * @param since when it started, or else when it was asked for
 */
public record TurnJson(
        String deploy, int number, String ref, @Nullable String sha, String user, String status, String since) {}
