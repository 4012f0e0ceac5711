package dev.waybill.workspaces;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the regular files of an archive in the format of GNU tar, which is POSIX's ustar but for long names. */
final class TarStream {
    private static final int BLOCK = 512;
    private static final int SIZE = 124;
    private static final int TYPE = 156;
    private static final int NAME_BYTES = 100;
    private static final int NUMBER_BYTES = 12;
    private static final int LONGEST_NAME = 64 * 1024;

    private final InputStream in;

    TarStream(InputStream in) {
        this.in = in;
    }

    /** Gets a file; reads as many bytes of it as it likes. */
    interface Each {
        void file(String name, long bytes, InputStream content) throws IOException;
    }

    /** @throws IOException if the archive is cut off */
    void read(Each each) throws IOException {
        var longName = "";
        for (var header = block(); header[0] != 0; header = block()) {
            var size = size(header);
            var type = (char) header[TYPE];
            if (type == 'L') {
                longName = text(in.readNBytes((int) Math.min(size, LONGEST_NAME)));
                skipPadding(size);
                continue;
            }
            if (type == '0') {
                var content = new Part(in, size);
                each.file(longName.isEmpty() ? text(Arrays.copyOf(header, NAME_BYTES)) : longName, size, content);
                content.skipRest();
                skipPadding(size);
            } // links, pipes and directories have no content
            longName = "";
        }
        in.transferTo(OutputStream.nullOutputStream()); // padding, without which tar would fail
    }

    private byte[] block() throws IOException {
        var block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("the archive is cut off");
        }
        return block;
    }

    private void skipPadding(long size) throws IOException {
        in.skipNBytes(Math.floorMod(-size, BLOCK));
    }

    /** In octal; at 8 GiB and more in binary, marked by the highest bit. */
    private static long size(byte[] header) throws IOException {
        if (header[SIZE] < 0) {
            throw new IOException("a file has 8 GiB or more");
        }
        return Long.parseLong(
                text(Arrays.copyOfRange(header, SIZE, SIZE + NUMBER_BYTES)).strip(), 8);
    }

    private static String text(byte[] field) {
        var end = 0;
        while (end < field.length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }
}
