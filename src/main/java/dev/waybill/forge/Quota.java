package dev.waybill.forge;

import java.time.Instant;

/**
 * What is left of a limit of requests, as a code host last said for one credential.
 *
 * @param host its name, such as {@code api.github.com}
 * @param resource what the limit is for, such as {@code core} or {@code graphql}; empty if the code host has only one
 * @param limit requests until the reset
 * @param resetsAt when all of them can be sent again
 */
public record Quota(String host, String resource, long limit, long remaining, Instant resetsAt) {}
