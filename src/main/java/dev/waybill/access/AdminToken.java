package dev.waybill.access;

import dev.waybill.workspaces.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The token in {@code DATA/admin-token}: made at the first start, so that no default secret exists. */
final class AdminToken {
    private AdminToken() {}

    /** Reads the token, or makes one if there is none. The file holds the token and a newline, and only its owner reads it. */
    static String readOrMake(Path file) throws IOException {
        if (!isThere(file)) {
            Files.deleteIfExists(file);
            SmallFile.makeIfMissing(file, Credentials.fresh(Tokens.PREFIX) + "\n");
        }
        return Files.readString(file).strip();
    }

    /** An empty file is what a power cut may have left of an earlier version's. */
    static boolean isThere(Path file) throws IOException {
        return Files.exists(file) && !Files.readString(file).isBlank();
    }
}
