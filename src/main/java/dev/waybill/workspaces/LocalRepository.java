package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repository on this machine that a commit names. It must not be in the server's own directory, which has the mirrors
 * of other apps: not by its path, by symbolic links, or by the objects that it borrows.
 */
final class LocalRepository {
    /** Where git searches, in this order: enter_repo() in its path.c. */
    private static final List<String> SUFFIXES = List.of("/.git", "", ".git/.git", ".git");

    /** What git reads in a repository. */
    private static final List<String> PARTS = List.of(
            "", "HEAD", "config", "packed-refs", "refs", "refs/heads", "objects", "objects/pack", "objects/info");

    private static final List<Path> OF_THE_KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));
    private static final int DEEPEST = 5;

    private final Path closed;

    /** @param closed the server's own directory */
    LocalRepository(Path closed) {
        this.closed = closed;
    }

    /**
     * The real path of the git directory, to be used instead of the commit's text.
     *
     * @param text a path, or a URL that begins with {@code file://}
     * @throws IOException with a message if it does not exist, or if commits must not name it
     */
    Path open(String text) throws IOException {
        try {
            var directory = gitDirectory(path(text));
            mustBeOpen(directory, DEEPEST);
            return directory;
        } catch (InvalidPathException e) {
            throw new IOException("its path is malformed");
        }
    }

    private static String path(String text) throws IOException {
        if (!text.startsWith("file:///")) {
            return text.replaceFirst("^file://", ""); // it names a host, so it is not a path
        }
        return new RepositoryUrl(text).path().orElseThrow(() -> new IOException("its path is malformed"));
    }

    private static Path gitDirectory(String path) throws IOException {
        if (!path.startsWith("/")) {
            throw new IOException("its path is not absolute");
        }
        for (var suffix : SUFFIXES) {
            var there = Path.of(path + suffix);
            if (Files.isRegularFile(there)) {
                return linked(there);
            }
            if (Files.exists(there.resolve("HEAD")) && Files.isDirectory(there.resolve("objects"))) {
                return there.toRealPath();
            }
        }
        throw new IOException("its repository does not exist");
    }

    /** The directory that a {@code .git} file points to, gitrepository-layout(5). */
    private static Path linked(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var text = new String(stream.readNBytes(4096), StandardCharsets.UTF_8);
            if (!text.startsWith("gitdir: ")) {
                throw new IOException("its repository does not exist");
            }
            return file.resolveSibling(text.substring("gitdir: ".length()).strip())
                    .toRealPath();
        }
    }

    private void mustBeOpen(Path repository, int depth) throws IOException {
        var common = repository.resolve("commondir");
        var parts = PARTS.stream().map(repository::resolve).filter(Files::exists);
        var lent = Stream.<Path>empty();
        if (Files.isRegularFile(common)) {
            lent = Stream.of(
                    repository.resolve(Files.readString(common).strip()).toRealPath());
        }
        lent = Stream.concat(lent, Alternates.of(repository).stream());
        for (var part : parts.toList()) {
            if (isClosed(part.toRealPath())) {
                throw new IOException("its repository is in the server's data directory");
            }
        }
        for (var other : lent.toList()) {
            if (depth == 0) {
                throw new IOException("its repository borrows objects from a chain of repositories that is too long");
            }
            mustBeOpen(other, depth - 1);
        }
    }

    private boolean isClosed(Path real) throws IOException {
        if (OF_THE_KERNEL.stream().anyMatch(real::startsWith)) {
            return true;
        }
        for (var above = real; above != null; above = above.getParent()) {
            if (Files.isSameFile(above, closed)) {
                return true;
            }
        }
        return false;
    }
}
