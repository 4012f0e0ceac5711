package dev.waybill.logs.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last bytes of what was added. Not thread-safe. */
public final class Tail {
    private final byte[] ring;
    private long total;

    /** @param size how many bytes are kept */
    public Tail(int size) {
        this.ring = new byte[size];
    }

    public void clear() {
        total = 0;
    }

    public void add(byte[] bytes, int from, int to) {
        for (var at = Math.max(from, to - ring.length); at < to; ) {
            var place = (int) ((total + at - from) % ring.length);
            var some = Math.min(to - at, ring.length - place);
            System.arraycopy(bytes, at, ring, place, some);
            at += some;
        }
        total += to - from;
    }

    /** What is kept from the first carriage return on; null if there is none. */
    public byte @Nullable [] afterReturn() {
        var kept = (int) Math.min(total, ring.length);
        var bytes = new byte[kept];
        for (var i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((total - kept + i) % ring.length)];
        }
        for (var i = 0; i < kept - 1; i++) { // one at the very end belongs to the line break
            if (bytes[i] == '\r') {
                return Arrays.copyOfRange(bytes, i, kept);
            }
        }
        return null;
    }
}
