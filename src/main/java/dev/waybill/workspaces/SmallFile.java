package dev.waybill.workspaces;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only this user can read, and that are written completely or not at all, even after a power failure. */
public final class SmallFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SmallFile() {}

    /** Creates a file unless it exists. If others create it at the same time, exactly one wins. */
    public static void makeIfMissing(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var half = half(file, text);
        try {
            Files.move(half, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(half); // another process was faster
        }
        syncName(file);
    }

    /** Creates or replaces a file. */
    public static void put(Path file, String text) throws IOException {
        Files.move(half(file, text), file, StandardCopyOption.ATOMIC_MOVE);
        syncName(file);
    }

    private static Path half(Path file, String text) throws IOException {
        var half = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new", OWNER_ONLY);
        try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        return half;
    }

    /** Blocks until the name of a file or directory is on disk. */
    public static void syncName(Path file) throws IOException {
        try (var channel = FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
