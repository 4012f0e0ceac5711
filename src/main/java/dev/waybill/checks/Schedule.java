package dev.waybill.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a check is asked again while a deploy waits for it. Those that are not urgent are due every few seconds, so that many of them
 * are asked in one round.
 */
final class Schedule {
    static final Duration FIRST = Duration.ofSeconds(5);
    /** A check that is under way is asked at the first pace for so long, as most of them end by then. */
    private static final Duration EAGER = Duration.ofMinutes(10);

    /** With more that wait, the limits of code hosts (900 requests a minute) would be in reach at that pace. */
    private static final int FEW = 30;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A host that names a later time is asked again after this one. */
    private static final Duration LATEST = Duration.ofHours(1);

    private Schedule() {}

    /**
     * The row after an answer.
     *
     * @param again before when asking again is pointless
     * @param waiting for how many checks deploys wait
     * @param claim the end of the claim under which it was asked
     */
    static CheckRow after(
            CheckRow before, Findings findings, Optional<Instant> again, int waiting, Instant now, Instant claim) {
        var standing = standing(before.standing(), findings, now);
        var isEager = standing.state() != before.standing().state()
                || waiting <= FEW && standing.trouble() == null && isUnderWay(standing, now);
        var pause = isEager || before.pause().isZero()
                ? FIRST
                : shorter(before.pause().multipliedBy(2), LONGEST);
        var notBefore = again.filter(now::isBefore)
                .map(time -> time.isBefore(now.plus(LATEST)) ? time : now.plus(LATEST))
                .map(time -> time.plusMillis(1).truncatedTo(ChronoUnit.MILLIS));
        var next = pause.equals(FIRST) ? now.plus(pause) : inARound(now.plus(pause));
        return new CheckRow(
                standing,
                notBefore.filter(next::isBefore).orElse(next),
                pause,
                before.asker(),
                claim,
                notBefore.orElse(null));
    }

    /** The last round of many before then. */
    private static Instant inARound(Instant time) {
        var second = time.getEpochSecond();
        return Instant.ofEpochSecond(second - second % FIRST.toSeconds());
    }

    /** When a check is due of which somebody says that it has changed; empty if it is not due any earlier than it is anyway. */
    static Optional<Instant> hurried(CheckRow row, Instant now) {
        var asked = row.standing().askedAt();
        var rested = asked == null ? now : later(now, asked.plus(FIRST));
        var due = row.notBefore() == null ? rested : later(rested, row.notBefore());
        return Optional.of(due)
                .filter(it -> it.isBefore(row.nextAt()) || row.busyUntil().isAfter(now));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static boolean isUnderWay(Standing standing, Instant now) {
        return switch (standing.state()) {
            case PENDING, MISSING -> now.isBefore(standing.since().plus(EAGER));
            case UNASKED, PASSED, FAILED, UNREADABLE -> false;
        };
    }

    private static Standing standing(Standing before, Findings findings, Instant now) {
        if (findings.state() == null) {
            return new Standing(
                    before.state(),
                    before.since(),
                    before.worst(),
                    before.passed(),
                    before.total(),
                    findings.trouble(),
                    now);
        }
        return new Standing(
                findings.state(),
                findings.state() == before.state() ? before.since() : now,
                findings.worst(),
                findings.passed(),
                findings.total(),
                findings.trouble(),
                now);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
