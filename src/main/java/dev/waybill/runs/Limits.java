package dev.waybill.runs;

import java.time.Duration;

/**
 * Time limits of a run.
 *
 * @param timeout for the whole run, including restarts of the server
 * @param readTimeout without any output
 * @param grace between SIGTERM and SIGKILL
 */
public record Limits(Duration timeout, Duration readTimeout, Duration grace) {}
