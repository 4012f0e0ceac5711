package dev.waybill.vcs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The mirrors of all repositories, one for each URL. Safe from many threads. */
public final class Mirrors implements AutoCloseable {
    private final Git git;
    private final Path directory;
    private final Observer observer;
    private final ConcurrentHashMap<RepositoryUrl, Mirror> mirrors = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param directory where they lie; made when missing */
    public Mirrors(Git git, Path directory) {
        this(git, directory, Observer.NONE);
    }

    /** The same with somebody who watches. */
    public Mirrors(Git git, Path directory, Observer observer) {
        this.git = git;
        this.directory = directory;
        this.observer = observer;
    }

    /**
     * Asks the repository what a ref means now; a full sha that is here already is not asked for again. Returns at once.
     *
     * @return the commit, or empty if the repository has no such ref; fails with {@link IOException} and git's complaint if
     *     the repository does not answer
     */
    public CompletableFuture<Optional<Sha>> resolve(Remote remote, Ref ref) {
        var mirror = mirror(remote.url());
        return CompletableFuture.supplyAsync(
                        () -> Sha.isFull(ref.name()) ? found(mirror, ref) : Optional.<Sha>empty(), threads)
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedFuture(known)
                        : mirror.fetch(remote, ref.namesHead()).thenApplyAsync(_ -> found(mirror, ref), threads));
    }

    /**
     * Makes sure that a commit is in the mirror, though the mirror may be new here, or made anew; asks nobody if it is. Blocks.
     *
     * @throws IOException with git's complaint if it cannot be had
     */
    public void ensure(Remote remote, Sha sha) throws IOException, InterruptedException {
        try {
            if (resolve(remote, new Ref(sha.hex())).get().isEmpty()) {
                throw new IOException("%s has no commit %s any more".formatted(remote.url(), sha.abbreviated()));
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
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
        return mirrors.computeIfAbsent(
                url, it -> new Mirror(git, it, directory.resolve(it.key() + ".git"), threads, observer));
    }

    /** Ends the fetches under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
