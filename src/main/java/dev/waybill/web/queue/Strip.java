package dev.waybill.web.queue;

import dev.waybill.errors.Reason;
import dev.waybill.web.shown.DeployRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a deploy starts and ends, on a scale that begins a few minutes ago and shows the next 15 minutes.
 *
 * @param now to ten seconds, so that the page changes no more often
 * @param start null if unknown
 * @param end null if unknown
 * @param label the moment beside the bar; null if there is none
 * @param note what else is beside the bar
 */
public record Strip(
        Instant now,
        @Nullable Instant start,
        @Nullable Instant end,
        boolean isRunning,
        @Nullable Instant label,
        String note) {
    /** The scale, in pixels. */
    public static final int WIDTH = 296;

    public static final int NOW = 56;
    private static final double PER_SECOND = 12 / 60.0;

    /** The room that a label needs. */
    private static final int LABEL = 92;

    private static final long STEP = Duration.ofSeconds(10).toMillis();
    private static final Instant NEVER = Instant.MAX;

    static Strip of(DeployRow row, @Nullable Duration usual) {
        return row.isRunning() ? running(row, usual) : waiting(row, usual);
    }

    private static Strip running(DeployRow row, @Nullable Duration usual) {
        var now = rounded(row.now());
        var end = usual == null ? null : row.at().plus(usual);
        var isOver = end != null && !end.isAfter(row.now());
        var note = usual == null ? "no usual time yet" : isOver ? "no estimate left" : "";
        return new Strip(now, row.at(), end, true, isOver ? null : end, note);
    }

    private static Strip waiting(DeployRow row, @Nullable Duration usual) {
        var now = rounded(row.now());
        var estimated = row.waiting() == null ? null : row.waiting().estimatedStart();
        if (estimated != null) {
            return new Strip(now, estimated, usual == null ? null : estimated.plus(usual), false, estimated, "");
        }
        var end = ending(row);
        if (end.isEmpty()) {
            return new Strip(now, null, null, false, null, "no estimate");
        }
        var start = end.get();
        return new Strip(now, start, usual == null ? null : start.plus(usual), false, start, "or sooner");
    }

    /** When everything that holds it has ended by itself; empty if something does not. */
    private static Optional<Instant> ending(DeployRow row) {
        return row.blockers().stream()
                .map(Reason::until)
                .map(until -> Objects.requireNonNullElse(until, NEVER))
                .max(Comparator.naturalOrder())
                .filter(until -> until.isBefore(NEVER));
    }

    private static Instant rounded(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli() / STEP * STEP);
    }

    /** Whether it takes longer than usual. */
    public boolean isOver() {
        return isRunning && end != null && label == null;
    }

    public boolean hasBar() {
        return start != null && x(start) < WIDTH - LABEL;
    }

    /** Where the bar begins. */
    public int from() {
        return start == null ? 0 : x(start);
    }

    /** How long the bar is; it ends now if nobody knows when it will end. */
    public int width() {
        return Math.max(6, to() - from());
    }

    private int to() {
        if (isOver() || end == null) {
            return isRunning ? NOW : from() + 16;
        }
        return x(end);
    }

    /** Whether its moment is too far away for the scale. */
    public boolean isLate() {
        return start != null && !hasBar();
    }

    /** Where the label begins. */
    public int labelAt() {
        return isLate() ? WIDTH - LABEL - 40 : Math.min(hasBar() ? from() + width() + 8 : NOW + 8, WIDTH - LABEL);
    }

    private int x(Instant time) {
        var x = NOW + Duration.between(now, time).toSeconds() * PER_SECOND;
        return (int) Math.clamp(x, 0, WIDTH);
    }
}
