package dev.waybill.vcs.git;

import java.time.Duration;

/**
 * How long a git command may take.
 *
 * @param total in all
 * @param idle without a word, though it may move
 * @param silence without any sign that something moves: no byte read or written, nothing computed
 */
public record Limits(Duration total, Duration idle, Duration silence) {
    /** One limit for everything. */
    public static Limits of(Duration total) {
        return new Limits(total, total, total);
    }

    /** The same, but for a host that shows no sign of life. */
    public Limits withSilence(Duration other) {
        return new Limits(total, idle, other.compareTo(total) < 0 ? other : total);
    }
}
