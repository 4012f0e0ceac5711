package dev.waybill.deploys;

import java.time.Duration;
import java.time.Instant;

/**
 * The time by both clocks of a machine.
 *
 * @param wall for display; it can jump
 * @param boot the id of the boot since which the other clock counts
 * @param sinceBoot for measuring; it never jumps
 */
public record Moment(Instant wall, String boot, Duration sinceBoot) {}
