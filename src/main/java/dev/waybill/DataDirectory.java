package dev.waybill;

import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A data directory that this server alone uses, as long as it is open. The kernel lets go of it if the server is killed. */
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory if it is missing, and takes it.
     *
     * @throws IllegalStateException with a sentence if another server has it, or it cannot be written
     */
    static DataDirectory open(Path path) {
        try {
            Directories.makePrivate(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
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
                            .formatted(path, e),
                    e);
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another server in this process, as in tests
        }
    }

    /** An empty directory; what an earlier start has left in it is removed. */
    Path fresh(String name) throws IOException {
        Directories.delete(path.resolve(name));
        return Directories.makePrivate(path.resolve(name));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
