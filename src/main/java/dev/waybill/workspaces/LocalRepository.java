package dev.waybill.workspaces;

import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A repository on this machine that a commit or an app names. It must not be in the server's own directory, which has the
 * mirrors of other apps: not by its path, by symbolic links, or by the objects that it borrows.
 */
public final class LocalRepository {
    /** Where git searches, in this order: enter_repo() in its path.c. */
    private static final List<String> SUFFIXES = List.of("/.git", "", ".git/.git", ".git");

    /** What git reads in a repository, besides objects. */
    private static final List<String> PARTS = List.of("", "HEAD", "config", "packed-refs", "refs", "refs/heads");

    /** Where objects are. */
    private static final List<String> OF_OBJECTS = List.of("", "pack", "info");

    private static final List<Path> OF_THE_KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));
    private static final int DEEPEST = 5;
    private static final String GITDIR = "gitdir: ";

    /** A quotation mark, after which git reads an alternate in another way, NUL, and bytes that are not UTF-8. */
    private static final Set<Integer> AMBIGUOUS = Set.of((int) '"', 0, 0xFFFD);

    private static final int LONGEST = 64 * 1024;

    private final Path closed;

    /** @param closed the server's own directory */
    public LocalRepository(Path closed) {
        this.closed = closed;
    }

    /**
     * Why an app must not use a repository, as a sentence about it; empty if it can, or if there is none: git says so.
     *
     * @param text as for {@link #open}
     */
    public Optional<String> objection(String text) {
        try {
            mustBeOpen(path(text));
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of("%s cannot be read by the server".formatted(e.getFile()));
        } catch (IOException | InvalidPathException e) {
            return Optional.of(String.valueOf(e.getMessage()).replaceFirst("^its repository ", "it "));
        }
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
            mustBeOpen(directory.toString());
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
                return linked(there).orElseThrow(LocalRepository::missing).toRealPath();
            }
            if (Files.exists(there.resolve("HEAD")) && Files.isDirectory(there.resolve("objects"))) {
                return there.toRealPath();
            }
        }
        throw missing();
    }

    private static IOException missing() {
        return new IOException("its repository does not exist");
    }

    /** The directory that a {@code .git} file points to, gitrepository-layout(5); empty if there is none. */
    private static Optional<Path> linked(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            if (!new String(stream.readNBytes(GITDIR.length()), StandardCharsets.UTF_8).equals(GITDIR)) {
                return Optional.empty(); // a bundle, for instance
            }
        }
        return Optional.of(file.resolveSibling(text(file).substring(GITDIR.length())))
                .filter(Files::isDirectory);
    }

    /** Whatever git finds there: it passes over what is not valid. */
    private void mustBeOpen(String path) throws IOException {
        for (var suffix : SUFFIXES) {
            var there = Path.of(path + suffix);
            if (Files.isDirectory(there)) {
                mustBeOpen(there, DEEPEST);
            } else if (Files.isRegularFile(there)) {
                var linked = linked(there);
                if (linked.isPresent()) {
                    mustBeOpen(linked.get(), DEEPEST);
                }
            }
        }
    }

    private void mustBeOpen(Path repository, int depth) throws IOException {
        for (var part : PARTS) {
            mustNotBeClosed(repository.resolve(part));
        }
        linksMustBeOpen(repository);
        objectsMustBeOpen(repository.resolve("objects"), depth);
        var common = repository.resolve("commondir");
        if (Files.exists(common) && Files.isDirectory(repository.resolve(text(common)))) {
            mustBeOpen(repository.resolve(text(common)), deeper(depth));
        }
    }

    private void objectsMustBeOpen(Path objects, int depth) throws IOException {
        for (var part : OF_OBJECTS) {
            mustNotBeClosed(objects.resolve(part));
            linksMustBeOpen(objects.resolve(part));
        }
        var alternates = objects.resolve("info/alternates");
        if (Files.exists(alternates)) {
            for (var other : text(alternates).split("\n+")) {
                if (!other.isEmpty() && Files.isDirectory(objects.resolve(other))) {
                    objectsMustBeOpen(objects.resolve(other), deeper(depth));
                }
            }
        }
    }

    private static int deeper(int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("its repository borrows objects from a chain of repositories that is too long");
        }
        return depth - 1;
    }

    /** A symbolic link can stand for anything that git reads. */
    private void linksMustBeOpen(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var all = Files.list(directory)) {
                for (var link : all.filter(Files::isSymbolicLink).toList()) {
                    mustNotBeClosed(link);
                }
            }
        }
    }

    /**
     * The text of a file without the line breaks at its end, as git reads it.
     *
     * @throws IOException if git could read something else
     */
    private static String text(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
            var text = StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            if (text.chars().noneMatch(AMBIGUOUS::contains)) {
                return text.replaceFirst("[\\r\\n]+$", "");
            }
        }
        throw new IOException("its file %s is not one that git would write".formatted(file.getFileName()));
    }

    private void mustNotBeClosed(Path path) throws IOException {
        if (Files.exists(path) && isClosed(path.toRealPath())) {
            throw new IOException("its repository is in the server's data directory");
        }
    }

    private boolean isClosed(Path real) throws IOException {
        if (OF_THE_KERNEL.stream().anyMatch(real::startsWith)) {
            return true;
        }
        if (Files.notExists(closed)) {
            return false; // a new server has nothing there yet
        }
        for (var above = real; above != null; above = above.getParent()) {
            if (Files.isSameFile(above, closed)) {
                return true;
            }
        }
        return false;
    }
}
