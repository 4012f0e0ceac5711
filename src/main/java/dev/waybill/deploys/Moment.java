package dev.waybill.deploys;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, by both clocks of a machine.
 *
 * @param wall for people; it may be set
 * @param boot since which the other clock counts
 * @param sinceBoot for measuring; it never jumps
 */
public record Moment(Instant wall, String boot, Duration sinceBoot) {}
