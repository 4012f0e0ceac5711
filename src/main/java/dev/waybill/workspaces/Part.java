package dev.waybill.workspaces;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a stream. Closing it does nothing. For one thread. */
final class Part extends InputStream {
    private final InputStream in;
    private long left;

    Part(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
            return left == 0 ? -1 : 0;
        }
        var count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("%d bytes are missing".formatted(left));
        }
        left -= count;
        return count;
    }

    void skipRest() throws IOException {
        in.skipNBytes(left);
        left = 0;
    }
}
