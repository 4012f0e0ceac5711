package dev.waybill.workspaces;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The index of a checkout, gitformat-index(5). Searching it is faster than starting git. */
record IndexFile(Path path) {
    private static final int SIGNATURE = 0x44495243;
    private static final int BLOCK = 64 * 1024;

    /** Where that begins in the file. */
    private static final int COUNT = 8;

    /** Where these begin in an entry. */
    private static final int MODE = 24;

    private static final int HASH = 40;

    private static final int COMMIT = 0160000;
    private static final int EXTENDED = 0x4000;
    private static final int PADDING = 8;

    /** Whether a file of that name may be in the index. Always true in version 4, which compresses names. */
    boolean mayName(String name) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return true; // the index of a submodule is elsewhere
        }
        try (var in = new DataInputStream(Files.newInputStream(path))) {
            var isPlain = in.readInt() == SIGNATURE && in.readInt() <= 3;
            return !isPlain || contains(in, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Whether a commit of another repository is in it, as of a submodule; not for version 4.
     *
     * @param hashBytes the length of a hash of the repository
     */
    boolean hasCommit(int hashBytes) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            in.skipNBytes(COUNT);
            for (var left = in.readInt(); left > 0; left--) {
                in.skipNBytes(MODE);
                if (in.readInt() == COMMIT) {
                    return true;
                }
                skipRest(in, hashBytes);
            }
            return false;
        }
    }

    private static void skipRest(DataInputStream in, int hashBytes) throws IOException {
        in.skipNBytes(HASH - MODE - Integer.BYTES + hashBytes);
        var length = HASH + hashBytes + Short.BYTES;
        if ((in.readUnsignedShort() & EXTENDED) != 0) {
            in.skipNBytes(Short.BYTES);
            length += Short.BYTES;
        }
        while (in.readByte() != 0) {
            length++;
        }
        in.skipNBytes(PADDING - 1 - length % PADDING); // at least one zero, which was read
    }

    private static boolean contains(InputStream in, byte[] wanted) throws IOException {
        var block = new byte[BLOCK];
        var kept = 0;
        while (true) {
            var length = kept + in.readNBytes(block, kept, BLOCK - kept);
            for (var at = 0; at + wanted.length <= length; at++) {
                if (isAt(block, at, wanted)) {
                    return true;
                }
            }
            if (length < BLOCK) {
                return false;
            }
            kept = wanted.length - 1; // the name may span two blocks
            System.arraycopy(block, length - kept, block, 0, kept);
        }
    }

    private static boolean isAt(byte[] block, int at, byte[] wanted) {
        for (var i = 0; i < wanted.length; i++) {
            if (block[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
