package dev.waybill;

import dev.waybill.workspaces.Directories;
import dev.waybill.workspaces.SmallFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A data directory, locked for this server while it is open. The kernel releases the lock if the server is killed. */
final class DataDirectory implements AutoCloseable {
    static final String PLUGINS = "plugins";

    private static final String HOMES = "homes";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing, and locks it.
     *
     * @throws IllegalStateException with a sentence if another server uses it, or it is not writable
     */
    static DataDirectory open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Directories.makePrivate(path);
                SmallFile.syncName(path);
            }
            if (!Directories.mayExecute(path)) {
                throw new IllegalStateException(
                        "data directory %s is on a disk that is mounted noexec, where neither the embedded store nor the scripts of a checkout can run; mount it with exec, or choose another directory with --data"
                                .formatted(path));
            }
            // With homes in it, their users need access; a command of theirs may be running now.
            var mode = Files.isDirectory(path.resolve(HOMES)) ? "rwx--x--x" : "rwx------";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw new IllegalStateException(
                        "data directory %s is in use by another server; stop that one, or choose another directory with --data"
                                .formatted(path));
            }
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "data directory %s cannot be used (%s); make it writable for this user, or choose another with --data"
                            .formatted(path, reason(e)),
                    e);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it cannot be created there";
            case FileAlreadyExistsException _ -> "it is not a directory";
            case FileSystemException of -> of.getReason() == null ? of.toString() : of.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another server in this process, as in tests
        }
    }

    /** An empty directory; files of an earlier start are removed. */
    Path fresh(String name) throws IOException {
        Directories.delete(path.resolve(name));
        return Directories.makePrivate(path.resolve(name));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** A permanent directory, accessible only to this user. */
    Path directory(String name) throws IOException {
        return Directories.makePrivate(path.resolve(name));
    }

    /** The directory for commands of other users, who can access it, and the plug-ins. Not created here. */
    Path homes() {
        return path.resolve(HOMES);
    }

    /** Removes the access of others to everything here except the homes, and the plug-ins: they may run as another user. */
    void closeToOthers() throws IOException {
        var owner = Files.getOwner(path.resolve("lock"));
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(path, it -> !it.equals(homes()) && !it.equals(path.resolve(PLUGINS)))) {
            for (var one : all) {
                if (Files.exists(one) && Files.getOwner(one).equals(owner)) {
                    var mode = Files.isDirectory(one) ? "rwx------" : "rw-------";
                    Files.setPosixFilePermissions(one, PosixFilePermissions.fromString(mode));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
