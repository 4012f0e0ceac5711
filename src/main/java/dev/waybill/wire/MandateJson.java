package dev.waybill.wire;

import java.util.Map;

/**
 * What the driver of an external deploy needs to run its command.
 *
 * @param variables the environment variables of the command, including {@code WAYBILL_TOKEN}
 * @param grace how many seconds the command has to exit after SIGTERM, before SIGKILL
 * @param end how much of the output is stored, in bytes
 */
public record MandateJson(Map<String, String> variables, double grace, long end) {}
