package dev.waybill.http.lines;

import dev.waybill.http.EventStream;
import dev.waybill.logs.LinePage.Extent;
import dev.waybill.logs.Logs;
import dev.waybill.store.Signals;
import java.util.HashMap;
import java.util.Map;

/** What the end of a log was at a moment, and the events that tell readers of it, rendered once each. Thread-safe. */
final class Look {
    /** How many lines an event has at most. Of more, a reader who follows sees only the last ones. */
    private static final int LAST = 200;

    private final Logs logs;
    private final long deploy;
    private final long ring;
    private final Extent extent;

    /** By the first line. */
    private final Map<Long, byte[]> events = new HashMap<>();

    /** @param ring the last one before the look */
    Look(Logs logs, long deploy, long ring, Extent extent) {
        this.logs = logs;
        this.deploy = deploy;
        this.ring = ring;
        this.extent = extent;
    }

    Extent extent() {
        return extent;
    }

    /** Whether there can be nothing new to see. */
    boolean isLast(Signals.Subscription growth) {
        return extent.isKnown() && ring == growth.lastRing();
    }

    /** Whether the log has ended, and all of it is known. */
    boolean isOver() {
        return extent.complete() && extent.isKnown();
    }

    /** Whether there are more new lines than an event has. */
    boolean hasMore(Look before) {
        return extent.lines() - before.extent.lines() > LAST;
    }

    /** The event for a reader who knows the lines up to this one; it is sent again, because it may have been continued. */
    synchronized byte[] linesAfter(long known) {
        return events.computeIfAbsent(Math.max(Math.max(1, known), extent.lines() - LAST + 1), this::linesFrom);
    }

    private byte[] linesFrom(long first) {
        var page = logs.lines().lines(deploy, first, extent.lines());
        return EventStream.event("lines", extent.lines(), LineAnswers.json(page));
    }
}
