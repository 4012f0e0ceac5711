package dev.waybill.vcs.git;

import java.time.Duration;

/**
 * Time limits of a git command.
 *
 * @param total for the whole command
 * @param idle without output, even if data is transferred
 * @param silence without any activity: no byte read or written, no CPU time used
 */
public record Limits(Duration total, Duration idle, Duration silence) {
    /** The same limit for all three. */
    public static Limits of(Duration total) {
        return new Limits(total, total, total);
    }

    /** The same with another limit for silence. */
    public Limits withSilence(Duration other) {
        return new Limits(total, idle, other.compareTo(total) < 0 ? other : total);
    }
}
