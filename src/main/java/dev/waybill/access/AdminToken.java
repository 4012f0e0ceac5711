package dev.waybill.access;

import dev.waybill.workspaces.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The token in {@code DATA/admin-token}: created at the first start, so that there is no default secret. */
final class AdminToken {
    private AdminToken() {}

    /** Reads the token, or creates one. The file contains the token and a newline, and is readable only by its owner. */
    static String readOrMake(Path file) throws IOException {
        if (!isThere(file)) {
            Files.deleteIfExists(file);
            SmallFile.makeIfMissing(file, Credentials.fresh(Tokens.PREFIX) + "\n");
        }
        return Files.readString(file).strip();
    }

    /** A power cut during a write of an earlier version may have left the file empty. */
    static boolean isThere(Path file) throws IOException {
        return Files.exists(file) && !Files.readString(file).isBlank();
    }
}
