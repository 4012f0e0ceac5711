package dev.waybill.runs;

import java.time.Duration;

/**
 * How long a run may take.
 *
 * @param timeout in all, counted from its start also across restarts of the server
 * @param readTimeout without any output
 * @param grace between asking it to end and killing it
 */
public record Limits(Duration timeout, Duration readTimeout, Duration grace) {}
