package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bare copy of one repository. One thread writes at a time. A request for fresh data joins the next turn that has
 * not started, never the current one, which may have read the remote before the caller's push. Guarded by {@code this}.
 */
final class Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final Git git;
    private final RepositoryUrl url;
    private final Copies copies;
    private final Fetching fetching;
    private final ExecutorService threads;
    private final Observer observer;
    private boolean isBusy;
    private @Nullable Turn next;

    Mirror(Git git, RepositoryUrl url, Copies copies, Fetching fetching, ExecutorService threads, Observer observer) {
        this.git = git;
        this.url = url;
        this.copies = copies;
        this.fetching = fetching;
        this.threads = threads;
        this.observer = observer;
    }

    /**
     * Work that one thread does for all that wait for it.
     *
     * @param check whether to check for damage first
     * @param fetch whether to fetch from the remote
     */
    private record Turn(Remote remote, boolean check, boolean fetch, boolean withHead, CompletableFuture<Void> done) {
        /** Adds another request; the last remote wins. */
        Turn and(Remote other, boolean alsoCheck, boolean alsoFetch, boolean alsoHead) {
            return new Turn(other, check | alsoCheck, fetch | alsoFetch, withHead | alsoHead, done);
        }
    }

    /** The current copy; does not exist if there is none. Never moves. */
    Path directory() {
        return copies.newest();
    }

    /**
     * Completes when a fetch that started after this call has ended; fails with {@link IOException} and git's error
     * message.
     *
     * @param remote this repository, with credentials; if several requests join one fetch, those of the last are used
     */
    CompletableFuture<Void> fetch(Remote remote, boolean withHead) {
        return join(remote, false, true, withHead);
    }

    /**
     * Completes when a check for damage that started after this call has ended, and a damaged copy has been fetched
     * again; fails like {@link #fetch}.
     */
    CompletableFuture<Void> mend(Remote remote) {
        return join(remote, true, false, false);
    }

    private synchronized CompletableFuture<Void> join(Remote remote, boolean check, boolean fetch, boolean withHead) {
        var turn = next == null ? new Turn(remote, false, false, false, new CompletableFuture<>()) : next;
        next = turn.and(remote, check, fetch, withHead);
        startNext();
        return turn.done();
    }

    private synchronized void startNext() {
        var turn = next;
        if (isBusy || turn == null) {
            return;
        }
        isBusy = true;
        next = null;
        try {
            threads.execute(() -> take(turn));
        } catch (RejectedExecutionException e) {
            turn.done().completeExceptionally(new IOException("the server is stopping", e));
        }
    }

    private void take(Turn turn) {
        try {
            var isMended = turn.check() && fetching.mend(turn.remote());
            if (turn.fetch() && !isMended) {
                observer.fetch(() -> fetching.refresh(turn.remote(), turn.withHead()));
            }
            joinPacks();
            turn.done().complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            turn.done().completeExceptionally(new IOException("the fetch of " + url + " was interrupted"));
        } catch (Throwable e) { // also when memory is exhausted, or those who wait would do so for ever
            turn.done().completeExceptionally(e);
        } finally {
            synchronized (this) {
                isBusy = false;
            }
            startNext();
        }
    }

    /** Copies that are no longer current; none while a new one may be about to be created. */
    synchronized List<Path> old() throws IOException {
        return isBusy ? List.of() : copies.old();
    }

    private void joinPacks() throws IOException {
        if (copies.isThere() && fetching.packs().hasMany()) {
            threads.execute(() -> {
                try {
                    fetching.packs().join();
                } catch (IOException e) {
                    LOG.warn("the packs of the mirror of {} stay as they are: {}", url, e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the server is shutting down
                }
            });
        }
    }

    /** Removes all copies, unless one is being written. */
    void remove() throws IOException {
        synchronized (this) {
            if (isBusy) {
                return;
            }
            isBusy = true;
        }
        try {
            copies.remove();
        } finally {
            synchronized (this) {
                isBusy = false;
            }
            startNext();
        }
    }

    /** The branch that HEAD names; empty if it is unknown, or if HEAD does not name one. */
    Optional<String> head() {
        return Head.of(directory()).branch();
    }

    /**
     * The commit that a ref names here; empty if there is none.
     *
     * @throws Unresolvable like {@link Lookup#find}
     */
    Optional<Sha> resolve(Ref ref) throws IOException, InterruptedException {
        var directory = directory();
        return Files.isDirectory(directory) ? new Lookup(git, directory).find(ref) : Optional.empty();
    }
}
