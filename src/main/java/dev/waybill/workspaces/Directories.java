package dev.waybill.workspaces;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates and removes directories that belong to deploys. */
public final class Directories {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Directories() {}

    /** Whether the mount of a directory permits the execution of files. */
    public static boolean mayExecute(Path directory) throws IOException {
        return !Mounts.isNoexec(directory);
    }

    /**
     * Creates a directory that only this user can access, and its parents. An existing directory keeps its mode.
     *
     * @throws IOException naming the path, if it exists and is not a directory
     */
    public static Path makePrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                throw new IOException(
                        "%s is not a directory%s; remove it, or restore the directory"
                                .formatted(
                                        e.getFile(),
                                        Files.isSymbolicLink(Path.of(e.getFile()))
                                                ? ", but a link without a target"
                                                : ""),
                        e);
            }
        }
        return directory;
    }

    /**
     * Removes a directory with its content, whatever its depth and modes; does not follow links. File systems mounted
     * in it are unmounted, and keep their content. Does nothing if the directory does not exist. Blocks.
     *
     * @throws IOException naming the directory, if a mount in it cannot be undone (then nothing was removed), or if
     *     something cannot be removed
     */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, NOFOLLOW_LINKS)) {
            return;
        }
        Mounts.undo(directory);
        try {
            removeTree(directory);
        } catch (IOException e) {
            removeByForce(directory);
        }
    }

    /** The same for a directory of a user's, which is removed as that user. */
    public static void delete(Path directory, Account account) throws IOException, InterruptedException {
        if (Files.exists(directory, NOFOLLOW_LINKS)) {
            Mounts.undo(directory);
            account.remove(directory);
        }
    }

    /**
     * Handles what the quick way cannot: paths longer than PATH_MAX, which rm(1) descends step by step, and directories
     * that are still being written to.
     */
    private static void removeByForce(Path directory) throws IOException {
        try {
            new Account(System.getProperty("user.name"), List.of()).remove(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down; its next start removes it
            throw new InterruptedIOException("%s was not removed, because the server is stopping".formatted(directory));
        }
    }

    private static void removeTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
                if (!Files.isWritable(inner) || !Files.isExecutable(inner)) {
                    Files.setPosixFilePermissions(inner, OWNER_ONLY);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof AccessDeniedException && Files.isDirectory(file, NOFOLLOW_LINKS)) {
                    Files.setPosixFilePermissions(file, OWNER_ONLY); // its directory could not be listed
                    removeTree(file);
                } else if (!(failure instanceof NoSuchFileException)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
