package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mirrors of all repositories, one for each URL. Thread-safe. */
public final class Mirrors implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Git git;
    private final Path directory;
    private final Observer observer;
    private final Duration silence;
    private final ConcurrentHashMap<RepositoryUrl, Mirror> mirrors = new ConcurrentHashMap<>();
    private final Loans loans = new Loans();
    private final Questions questions = new Questions(this);
    private final Removal removal;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param directory for the mirrors; created if missing */
    public Mirrors(Git git, Path directory) {
        this(git, directory, Observer.NONE);
    }

    /** The same with an observer of fetches. */
    public Mirrors(Git git, Path directory, Observer observer) {
        this(git, directory, observer, SILENCE);
    }

    /** @param silence how long a host may be silent before the fetch is retried */
    Mirrors(Git git, Path directory, Observer observer, Duration silence) {
        this.git = git;
        this.directory = directory;
        this.observer = observer;
        this.silence = silence;
        this.removal = new Removal(directory, mirrors, loans);
    }

    /**
     * Asks the repository for the commit that a ref names; does not for a full sha that is in the mirror. Returns at
     * once.
     *
     * @return empty if the ref does not exist; fails with {@link IOException} and git's error message if the repository
     *     does not respond, and with {@link Unresolvable} if a retry is pointless
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
     * Ensures that the mirror has a commit; it may lack one if it is new on this node or was created again. Contacts
     * the repository only if needed. Blocks.
     *
     * @throws IOException with git's error message if it fails or exceeds the time
     */
    public void ensure(Remote remote, Sha sha, Duration longest) throws IOException, InterruptedException {
        questions.ensure(remote, sha, longest);
    }

    /**
     * Checks the mirror for damage, which takes long if it is large. A damaged mirror is created again, and the old
     * copy is kept for checkouts that borrow from it. Blocks.
     *
     * @throws IOException with git's error message if it fails or exceeds the time
     */
    public void mend(Remote remote, Duration longest) throws IOException, InterruptedException {
        Questions.await(mirror(remote.url()).mend(remote), longest);
    }

    /**
     * How two commits relate to each other. Contacts the repository only if a commit is not in the mirror. Blocks.
     *
     * @return empty if the repository does not have one of them
     * @throws IOException with git's error message if the repository has to be contacted and does not respond
     */
    public Optional<Kinship> kinship(Remote remote, Sha base, Sha target) throws IOException, InterruptedException {
        try {
            return Optional.of(questions.ask(remote, List.of(base, target), history -> history.kinship(base, target)));
        } catch (CommitMissing e) {
            return Optional.empty();
        }
    }

    /**
     * How two commits relate to each other, without contacting the repository. Blocks.
     *
     * @throws IOException if one of them is not in the mirror
     */
    public Kinship kinship(RepositoryUrl url, Sha base, Sha target) throws IOException, InterruptedException {
        return history(url).kinship(base, target);
    }

    /**
     * Whether the target fixes the bad commit, without contacting the repository. Blocks.
     *
     * @throws IOException if one of them is not in the mirror
     */
    public boolean isMended(RepositoryUrl url, Sha bad, Sha target) throws IOException, InterruptedException {
        return history(url).isMended(bad, target);
    }

    /**
     * Whether the target has a commit, which the bad one lacks, that reverts it or says that it fixes it, see {@code
     * Mending}. False if the repository does not have one of the two. Blocks and fails like {@link #kinship}.
     */
    public boolean isMended(Remote remote, Sha bad, Sha target) throws IOException, InterruptedException {
        try {
            return questions.ask(remote, List.of(bad, target), history -> history.isMended(bad, target));
        } catch (CommitMissing e) {
            return false;
        }
    }

    /**
     * The changes between two commits, or the reason why they are unknown if the repository does not have one of them.
     * Blocks and fails like {@link #kinship}.
     *
     * @param from null if there is none
     */
    public Changes changes(Remote remote, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException {
        try {
            return from == null
                    ? questions.ask(remote, List.of(to), history -> history.newest(to, query))
                    : questions.ask(remote, List.of(from, to), history -> history.changes(from, to, query));
        } catch (CommitMissing e) {
            return Changes.unknown(from, to, e.why());
        }
    }

    /**
     * The last commit and all commits that are its ancestors and descend from the first; empty if it does not descend
     * from the first, or if the repository does not have one of the two. Blocks and fails like {@link #kinship}.
     */
    public Set<Sha> between(Remote remote, Sha first, Sha last) throws IOException, InterruptedException {
        try {
            return questions.ask(remote, List.of(first, last), history -> history.between(first, last));
        } catch (CommitMissing e) {
            return Set.of();
        }
    }

    /** The commits that were added to a branch since the first, oldest first; empty and blocking like {@link #between}. */
    public List<Sha> firstParents(Remote remote, Sha first, Sha last) throws IOException, InterruptedException {
        try {
            return questions.ask(remote, List.of(first, last), history -> history.firstParents(first, last));
        } catch (CommitMissing e) {
            return List.of();
        }
    }

    /**
     * The commit that a ref named when the repository was last read; empty if none. Does not contact it. Blocks.
     *
     * @throws Unresolvable if the ref is ambiguous
     */
    public Optional<Sha> known(RepositoryUrl url, Ref ref) throws IOException, InterruptedException {
        return mirror(url).resolve(ref);
    }

    /**
     * The changes between two commits, without contacting the repository. Blocks.
     *
     * @param from null if there is none
     * @throws IOException if one of them is not in the mirror
     */
    public Changes changes(RepositoryUrl url, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException {
        return from == null ? history(url).newest(to, query) : history(url).changes(from, to, query);
    }

    /**
     * The names of branches and tags when the repository was last read, those with the newest commits first. Does not
     * contact it. Blocks.
     *
     * @throws IOException if there is no mirror
     */
    public List<String> refs(RepositoryUrl url, int most) throws IOException, InterruptedException {
        return history(url).refs(most);
    }

    History history(RepositoryUrl url) {
        return new History(git, directory(url));
    }

    /**
     * The branch that the remote's HEAD named when it was last read; empty if it was not read yet, or does not name a
     * branch.
     */
    public Optional<String> headBranch(RepositoryUrl url) {
        return mirror(url).head();
    }

    /**
     * The current copy of a mirror, to check out a commit that {@link #resolve} found. It is kept until the result is
     * closed, and then as long as a checkout borrows from it.
     */
    public Loan lend(RepositoryUrl url) {
        return loans.of(directory(url));
    }

    /** A copy in use. */
    public record Loan(Path directory, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Removes copies that are no longer current, unless they are in use or borrowed from.
     *
     * @param borrowed the real paths of the copies that checkouts borrow from; called after the candidates were
     *     determined
     */
    public void removeOld(Borrowed borrowed) throws IOException {
        removal.removeOld(borrowed);
    }

    /**
     * Removes the mirrors of other repositories, and copies that are no longer current, unless they are in use or
     * borrowed from.
     *
     * @param needed called after the existing mirrors were determined, so that a new one is kept
     * @param borrowed as for {@link #removeOld}
     */
    public void keepOnly(Supplier<Set<RepositoryUrl>> needed, Borrowed borrowed) throws IOException {
        removal.keepOnly(needed, borrowed);
    }

    /** The copies that checkouts borrow from. */
    @FunctionalInterface
    public interface Borrowed {
        Set<Path> copies() throws IOException;
    }

    /** The current copy of a repository. */
    Path directory(RepositoryUrl url) {
        return mirror(url).directory();
    }

    private static Optional<Sha> found(Mirror mirror, Ref ref) {
        try {
            return mirror.resolve(ref);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(new IOException("interrupted while resolving " + ref));
        }
    }

    private Mirror mirror(RepositoryUrl url) {
        return mirrors.computeIfAbsent(url, this::made);
    }

    private Mirror made(RepositoryUrl url) {
        var copies = new Copies(directory, url.key());
        return new Mirror(git, url, copies, new Fetching(git, url, copies, silence), threads, observer);
    }

    /** Stops running fetches. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
