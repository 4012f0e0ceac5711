package dev.waybill.runs;

import java.io.IOException;
import java.util.TreeSet;

/**
 * Moves the output of one run to its sink in pieces, starting at the first byte that is not stored. Confined to one
 * thread.
 */
final class Drain {
    static final int PIECE = 1024 * 1024;

    /** Stored output is discarded from the file in steps of this size, because each step has to wait for an fsync. */
    private static final long KEPT = 64L * 1024 * 1024;

    private final LogSink sink;
    private long rawRead;
    private long discarded;

    Drain(LogSink sink, long rawRead) {
        this.sink = sink;
        this.rawRead = rawRead;
    }

    /** How much of the raw output the sink has taken. */
    long rawRead() {
        return rawRead;
    }

    /**
     * Moves the output up to a position, except what the sink holds back.
     *
     * @param isLast whether the output is complete, so that nothing is held back
     */
    void move(Machine.Output log, long end, boolean isLast) throws IOException {
        var gaps = new TreeSet<>(log.gaps());
        var buffer = new byte[Math.clamp(end - rawRead, 0, PIECE)];
        while (rawRead < end) {
            if (gaps.contains(rawRead)) {
                sink.gap();
            }
            var gap = gaps.higher(rawRead);
            var isGapped = gap != null && gap <= end;
            var stop = gap != null && isGapped ? gap : end;
            var length = (int) Math.min(log.read(rawRead, buffer), stop - rawRead);
            if (length <= 0) {
                return; // the file was truncated
            }
            var reachesStop = rawRead + length == stop;
            rawRead += sink.append(buffer, length, rawRead, (isLast || isGapped) && reachesStop);
            if (reachesStop && stop == end) {
                break;
            }
        }
        discard(log);
    }

    private void discard(Machine.Output log) throws IOException {
        if (rawRead - discarded >= KEPT) {
            sink.settle();
            log.discard(rawRead);
            discarded = rawRead;
        }
    }
}
