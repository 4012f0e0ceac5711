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

/** Files that only this user reads, and that are there whole or not at all, also after a power cut. */
public final class SmallFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SmallFile() {}

    /** Makes a file that is missing. If somebody else makes it at the same time, one of the two counts. */
    public static void makeIfMissing(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var half = half(file, text);
        try {
            Files.move(half, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(half); // another start was faster
        }
        syncName(file);
    }

    /** Puts a file there, in place of one that may be there. */
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

    /** Returns when the name of a file, or of a directory, is on the disk. */
    public static void syncName(Path file) throws IOException {
        try (var channel = FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
