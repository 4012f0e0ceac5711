package dev.waybill.workspaces;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;

/** The tree of a warm workspace, and what git does not look at in it. */
record WarmTree(Path root) {
    private static final String GIT = ".git";

    /** Removes the repository that commands may have changed, whatever it is by now. */
    void removeRepository() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        Directories.delete(root.resolve(GIT));
    }

    /**
     * Gives all directories the mode of new ones, and removes nested repositories and whatever is not a file, a link or
     * a directory, because git overlooks them. Removes also the files that have changed since the checkout: git compares
     * times in seconds, and so would overlook the new mode of a file that was changed soon afterwards.
     *
     * @param end when the checkout ended
     * @throws IOException with a message if a directory belongs to another user
     */
    void restore(FileTime end) throws IOException {
        var fresh = Files.readAttributes(root.resolve(GIT), "unix:mode,uid,gid", NOFOLLOW_LINKS);
        restore(root, new Fresh(end, fresh));
    }

    /** When the checkout ended, and the attributes of a new directory. */
    private record Fresh(FileTime end, Map<String, Object> directory) {
        boolean hasSame(String name, Map<String, Object> found) {
            return Objects.equals(directory.get(name), found.get(name));
        }
    }

    private void restore(Path directory, Fresh fresh) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
                if (isGit(inner)) {
                    return removeRepository(inner);
                }
                restoreOne(inner, fresh);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isGit(file) || attributes.isOther() || isChanged(file, fresh.end())) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (!(failure instanceof AccessDeniedException) || !Files.isDirectory(file, NOFOLLOW_LINKS)) {
                    throw failure;
                }
                restoreOne(file, fresh); // it could not be listed
                restore(file, fresh);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isGit(Path path) {
        return path.getFileName().toString().equalsIgnoreCase(GIT);
    }

    /** Not the one of the workspace itself, which is new. */
    private FileVisitResult removeRepository(Path nested) throws IOException {
        if (!nested.equals(root.resolve(GIT))) {
            Directories.delete(nested);
        }
        return FileVisitResult.SKIP_SUBTREE;
    }

    /** Commands cannot set the time of the last change of a file's attributes. */
    private static boolean isChanged(Path file, FileTime end) throws IOException {
        return Files.getAttribute(file, "unix:ctime", NOFOLLOW_LINKS) instanceof FileTime changed
                && changed.compareTo(end) > 0;
    }

    private static void restoreOne(Path directory, Fresh fresh) throws IOException {
        var found = Files.readAttributes(directory, "unix:mode,uid,gid", NOFOLLOW_LINKS);
        if (!fresh.hasSame("uid", found) || !fresh.hasSame("gid", found)) {
            throw new IOException("a directory in it belongs to another user or group");
        }
        if (!fresh.hasSame("mode", found)) {
            Files.setAttribute(
                    directory,
                    "unix:mode",
                    Objects.requireNonNull(fresh.directory().get("mode")));
        }
    }
}
