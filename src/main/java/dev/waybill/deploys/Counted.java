package dev.waybill.deploys;

import dev.waybill.runs.LogSink;

/** Passes output on, and knows how much of it was stored. One thread. */
final class Counted implements LogSink {
    private final LogSink sink;
    private long rawRead;

    /** @param rawRead the first raw byte that is not stored yet */
    Counted(LogSink sink, long rawRead) {
        this.sink = sink;
        this.rawRead = rawRead;
    }

    @Override
    public int append(byte[] bytes, int length, long rawFrom, boolean isLast) {
        var taken = sink.append(bytes, length, rawFrom, isLast);
        rawRead = rawFrom + taken;
        return taken;
    }

    @Override
    public void gap() {
        sink.gap();
    }

    @Override
    public void settle() {
        sink.settle();
    }

    long rawRead() {
        return rawRead;
    }
}
