package dev.waybill.wire;

/**
 * The answer to the output of an external command.
 *
 * @param end how much of the output is stored, in bytes: what is sent next begins there
 * @param stop whether the command has to be stopped, because the deploy was cancelled
 * @param kill whether it has to be stopped without a grace period
 */
public record OrdersJson(long end, boolean stop, boolean kill) {}
