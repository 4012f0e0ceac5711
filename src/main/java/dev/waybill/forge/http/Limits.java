package dev.waybill.forge.http;

import dev.waybill.forge.Quota;
import dev.waybill.forge.text.HostileText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether an answer says that there were too many requests, and how long to wait. All times are compared with the clock of the
 * answer, because ours may be wrong.
 */
final class Limits {
    /** Of secondary limits, which GitHub often tells in the text alone. */
    private static final Pattern TEXT = Pattern.compile(
            "(?i)secondary rate limit|abuse detection|temporarily blocked from content creation|rate limit (already )?exceeded");

    private static final Set<Integer> STATUSES = Set.of(403, 429);
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 5;

    private Limits() {}

    /**
     * How long to wait; empty if the answer is none about a limit.
     *
     * @param text of the answer
     * @param inARow how often the limit was exceeded before without a success in between
     */
    static Optional<Duration> wait(Answer answer, String text, int inARow) {
        if (!STATUSES.contains(answer.status()) || !isLimited(answer, text)) {
            return Optional.empty();
        }
        return Optional.of(told(answer)
                .map(Limits::withinReason)
                .orElseGet(() -> withinReason(USUAL.multipliedBy(1L << Math.min(inARow, MOST_DOUBLINGS)))));
    }

    /** For an answer that is known to be about a limit. */
    static Duration wait(Answer answer) {
        return told(answer).map(Limits::withinReason).orElse(USUAL);
    }

    /** What an answer of any status tells of the limit; empty if nothing. */
    static Optional<Quota> quota(Answer answer, Instant now) {
        var limit = number(answer, "x-ratelimit-limit");
        var remaining = number(answer, "x-ratelimit-remaining");
        var reset = number(answer, "x-ratelimit-reset")
                .flatMap(at -> until(answer, Instant.ofEpochSecond(at)))
                .map(now::plus);
        return limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()
                ? Optional.empty()
                : Optional.of(new Quota(
                        answer.uri().getHost(),
                        HostileText.line(answer.header("x-ratelimit-resource").orElse("")),
                        limit.get(),
                        remaining.get(),
                        reset.get()));
    }

    private static Optional<Long> number(Answer answer, String header) {
        return answer.header(header).map(String::strip).flatMap(Limits::seconds);
    }

    private static boolean isLimited(Answer answer, String text) {
        return answer.status() == 429
                || answer.header("Retry-After").isPresent()
                || isUsedUp(answer)
                || TEXT.matcher(text).find();
    }

    private static boolean isUsedUp(Answer answer) {
        return answer.header("x-ratelimit-remaining")
                .filter(left -> left.strip().equals("0"))
                .isPresent();
    }

    private static Optional<Duration> told(Answer answer) {
        return answer.header("Retry-After")
                .flatMap(after -> retryAfter(answer, after.strip()))
                .or(() -> reset(answer));
    }

    private static Optional<Duration> retryAfter(Answer answer, String after) {
        return seconds(after)
                .map(Duration::ofSeconds)
                .or(() -> Answer.instant(after).flatMap(at -> until(answer, at)));
    }

    private static Optional<Duration> reset(Answer answer) {
        return answer.header("x-ratelimit-reset")
                .filter(_ -> isUsedUp(answer))
                .flatMap(reset -> seconds(reset.strip()))
                .flatMap(at -> until(answer, Instant.ofEpochSecond(at)));
    }

    private static Optional<Duration> until(Answer answer, Instant at) {
        return answer.date().map(now -> Duration.between(now, at));
    }

    private static Optional<Long> seconds(String text) {
        return text.matches("[0-9]{1,11}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** A limit that is over is over in a second. */
    private static Duration withinReason(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait.isPositive() ? wait : Duration.ofSeconds(1);
    }
}
