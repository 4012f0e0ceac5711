package dev.waybill.vcs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** The mirrors of all repositories, one for each URL. Safe from many threads. */
public final class Mirrors {
    private final Git git;
    private final Path directory;
    private final ConcurrentHashMap<RepositoryUrl, Mirror> mirrors = new ConcurrentHashMap<>();

    /** @param directory where they lie; made when missing */
    public Mirrors(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
    }

    /**
     * Asks the repository what a ref means now; a full sha that is here already is not asked for again. Returns at once.
     *
     * @return the commit, or empty if the repository has no such ref; fails with {@link IOException} and git's complaint if
     *     the repository does not answer
     */
    public CompletableFuture<Optional<Sha>> resolve(RepositoryUrl url, Ref ref) {
        var mirror = mirror(url);
        if (Sha.isFull(ref.name()) && found(mirror, ref).isPresent()) {
            return CompletableFuture.completedFuture(Optional.of(new Sha(ref.name())));
        }
        return mirror.fetch(ref.namesHead()).thenApply(_ -> found(mirror, ref));
    }

    /** The branch that the remote's HEAD names; empty while nobody has asked it. Does not ask. */
    public Optional<String> headBranch(RepositoryUrl url) {
        return mirror(url).head();
    }

    /** Where the mirror of a repository lies, for a checkout of something that {@link #resolve} found. */
    public Path directory(RepositoryUrl url) {
        return mirror(url).directory();
    }

    private static Optional<Sha> found(Mirror mirror, Ref ref) {
        try {
            return mirror.resolve(ref);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(new IOException("interrupted while looking for " + ref));
        }
    }

    private Mirror mirror(RepositoryUrl url) {
        return mirrors.computeIfAbsent(url, it -> new Mirror(git, it, directory.resolve(it.key() + ".git")));
    }
}
