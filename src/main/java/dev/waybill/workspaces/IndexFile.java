package dev.waybill.workspaces;

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
