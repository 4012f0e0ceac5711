package dev.waybill.logs;

import dev.waybill.logs.LineMarks.Mark;
import dev.waybill.logs.LinePage.Extent;
import dev.waybill.store.Db;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of logs, numbered from 1. It looks at a log when somebody reads it, never when it is written: what it finds on the way
 * (where lines begin, groups, errors) is kept in memory for the logs that are read now. A request looks at a limited part of a log
 * that was never read before, and tells how far it got. Thread-safe.
 */
public final class LogLines {
    /** How many lines a page has at most. */
    public static final int MOST = 1000;

    /** How many bytes of a log that is new to it a request looks at, at most: a reader soon sees something. */
    private static final long EFFORT = 8L * 1024 * 1024;

    /** How many bytes a request searches, at most. */
    private static final long SEARCHED = 32L * 1024 * 1024;

    private static final long PART = 1024 * 1024;
    private static final int KNOWN = 128;

    private final Db db;
    private final Map<Long, LineScan> scans = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, LineScan> eldest) {
            return size() > KNOWN;
        }
    };

    LogLines(Db db) {
        this.db = db;
    }

    /** How much of the log is known, after a further look at it. */
    public Extent extent(long deploy) {
        var state = state(deploy);
        var scan = scan(deploy);
        advance(deploy, scan, state, Long.MAX_VALUE);
        return extent(scan, state);
    }

    /** Groups, errors and silences. */
    public LogOutline outline(long deploy) {
        var state = state(deploy);
        var scan = scan(deploy);
        advance(deploy, scan, state, Long.MAX_VALUE);
        synchronized (scan) {
            return scan.landmarks().outline(extent(scan, state));
        }
    }

    /**
     * Reads lines. None is missing between those that are returned.
     *
     * @param from the first line; negative numbers count from the end, -1 being the last one
     * @param to the last line; at most {@link #MOST} are returned
     */
    public LinePage lines(long deploy, long from, long to) {
        var state = state(deploy);
        var scan = scan(deploy);
        advance(deploy, scan, state, from < 0 ? Long.MAX_VALUE : to);
        var extent = extent(scan, state);
        var first = Math.max(1, from < 0 ? extent.lines() + 1 + from : from);
        var last = Math.min(Math.min(from < 0 ? Long.MAX_VALUE : to, first + MOST - 1), extent.lines());
        if (first > last) {
            return new LinePage(first, List.of(), extent);
        }
        var reader = new LineReader(mark(scan, first), first, last);
        feed(deploy, reader, extent.scanned());
        return new LinePage(first, reader.lines(), extent);
    }

    /**
     * Finds lines by a text that they contain, without regard to case and control sequences.
     *
     * @param limit how many lines are returned at most
     */
    public SearchPage search(long deploy, String text, long from, int limit) {
        var state = state(deploy);
        var scan = scan(deploy);
        advance(deploy, scan, state, from);
        var search = new LineSearch(text, mark(scan, from), from, limit, SEARCHED);
        feed(deploy, search, state.storedEnd());
        var isAtEnd = search.offset() >= state.storedEnd() && search.found().size() < limit;
        if (isAtEnd && search.isInLine()) {
            search.end();
        }
        return new SearchPage(search.found(), isAtEnd ? null : search.next(), extent(scan, state));
    }

    private LogStore.State state(long deploy) {
        return LogStore.state(db, deploy).orElse(new LogStore.State(0, false));
    }

    private LineScan scan(long deploy) {
        synchronized (scans) {
            return scans.computeIfAbsent(deploy, _ -> new LineScan());
        }
    }

    private static Mark mark(LineScan scan, long line) {
        synchronized (scan) {
            return scan.marks().before(line);
        }
    }

    private static Extent extent(LineScan scan, LogStore.State state) {
        synchronized (scan) {
            var stored = Math.max(state.storedEnd(), scan.offset());
            return new Extent(scan.lines(), scan.offset(), stored, state.complete());
        }
    }

    /** Looks at more of a log, in parts, so that readers of what is known never wait long. */
    private void advance(long deploy, LineScan scan, LogStore.State state, long line) {
        for (var effort = 0L; effort < EFFORT; ) {
            synchronized (scan) {
                var before = scan.offset();
                if (scan.lines() > line || before >= state.storedEnd()) {
                    return;
                }
                feed(deploy, scan, Math.min(state.storedEnd(), before + 1));
                if (scan.offset() == before) {
                    return;
                }
                effort += scan.offset() - before;
            }
        }
    }

    /** Reads chunks until an offset is reached, or the log was deleted. */
    private void feed(long deploy, ChunkReader reader, long end) {
        while (!reader.isDone() && reader.offset() < end) {
            var before = reader.offset();
            for (var chunk : LogStore.from(db, deploy, before, PART)) {
                if (!reader.isDone()) {
                    reader.read(chunk);
                }
            }
            if (reader.offset() == before) {
                return;
            }
        }
    }
}
