package dev.waybill.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The token in {@code DATA/admin-token}: made at the first start, so that no default secret exists. */
final class AdminToken {
    private AdminToken() {}

    /** Reads the token, or makes it if the file is missing. The file holds the token and a newline, and only its owner reads it. */
    static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file);
        }
        var token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new IllegalStateException(
                    "the admin token in %s is empty; remove the file, and a new one is made".formatted(file));
        }
        return token;
    }

    private static void write(Path file) throws IOException {
        var token = Credentials.fresh(Tokens.PREFIX);
        var half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                half, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII)));
        }
        try {
            Files.move(half, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(half); // another start was faster, and its token counts
        }
    }
}
