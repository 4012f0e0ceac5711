package dev.waybill.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a check is asked again while a deploy waits for it. */
final class Schedule {
    static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A host that names a later time is asked again after this one. */
    private static final Duration LATEST = Duration.ofHours(1);

    private Schedule() {}

    /**
     * The row after an answer.
     *
     * @param again before when asking again is pointless
     * @param claim the end of the claim under which it was asked
     */
    static CheckRow after(CheckRow before, Findings findings, Optional<Instant> again, Instant now, Instant claim) {
        var standing = standing(before.standing(), findings, now);
        var isNew = standing.state() != before.standing().state();
        var pause = isNew || before.pause().isZero()
                ? FIRST
                : shorter(before.pause().multipliedBy(2), LONGEST);
        var notBefore = again.filter(now::isBefore)
                .map(time -> time.isBefore(now.plus(LATEST)) ? time : now.plus(LATEST))
                .map(time -> time.plusMillis(1).truncatedTo(ChronoUnit.MILLIS));
        var next = now.plus(pause);
        return new CheckRow(
                standing,
                notBefore.filter(next::isBefore).orElse(next),
                pause,
                before.asker(),
                claim,
                notBefore.orElse(null));
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
