package dev.waybill.runs;

import java.io.IOException;

/** Moves the output of one run to its sink, piece by piece, from the first byte that is not stored yet. One thread. */
final class Drain {
    static final int PIECE = 512 * 1024;

    private final LogSink sink;
    private long rawRead;

    Drain(LogSink sink, long rawRead) {
        this.sink = sink;
        this.rawRead = rawRead;
    }

    /**
     * Moves what is there up to an end, but for what the sink holds back.
     *
     * @param isLast nothing will follow, so nothing is held back
     */
    void move(Machine.Output log, long end, boolean isLast) throws IOException {
        while (rawRead < end) {
            var buffer = new byte[(int) Math.min(PIECE, end - rawRead)];
            var length = log.read(rawRead, buffer);
            var reachesEnd = rawRead + length == end;
            rawRead += sink.append(buffer, length, rawRead, isLast && reachesEnd);
            if (reachesEnd) {
                return;
            }
        }
    }
}
