package dev.waybill.runs;

import java.io.IOException;
import java.util.TreeSet;

/** Moves the output of one run to its sink, piece by piece, from the first byte that is not stored yet. One thread. */
final class Drain {
    static final int PIECE = 1024 * 1024;

    /** What is stored need not lie in the file, too; but each time costs a wait for the disk. */
    private static final long KEPT = 64L * 1024 * 1024;

    private final LogSink sink;
    private long rawRead;
    private long discarded;

    Drain(LogSink sink, long rawRead) {
        this.sink = sink;
        this.rawRead = rawRead;
    }

    /** Up to where the sink has it. */
    long rawRead() {
        return rawRead;
    }

    /**
     * Moves what is there up to an end, but for what the sink holds back.
     *
     * @param isLast nothing will follow, so nothing is held back
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
                return; // somebody has cut the file
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
