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

/** The mirrors of all repositories, one for each URL. Safe from many threads. */
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

    /** @param directory where they lie; made when missing */
    public Mirrors(Git git, Path directory) {
        this(git, directory, Observer.NONE);
    }

    /** The same with somebody who watches. */
    public Mirrors(Git git, Path directory, Observer observer) {
        this(git, directory, observer, SILENCE);
    }

    /** @param silence how long a host may show no sign of life before it is asked anew */
    Mirrors(Git git, Path directory, Observer observer, Duration silence) {
        this.git = git;
        this.directory = directory;
        this.observer = observer;
        this.silence = silence;
        this.removal = new Removal(directory, mirrors, loans);
    }

    /**
     * Asks the repository what a ref means now; a full sha that is here already is not asked for again. Returns at once.
     *
     * @return the commit, or empty if the repository has no such ref; fails with {@link IOException} and git's complaint if
     *     the repository does not answer; with {@link Unresolvable} if it is no use to ask again
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
     * @throws IOException with git's complaint if it cannot be had, or not in time
     */
    public void ensure(Remote remote, Sha sha, Duration longest) throws IOException, InterruptedException {
        questions.ensure(remote, sha, longest);
    }

    /**
     * Looks whether the mirror is damaged, by git's own checks, which take long where it is large; if so, makes it anew, and leaves the
     * old one to those that borrow from it. Blocks.
     *
     * @throws IOException with git's complaint if that cannot be had, or not in time
     */
    public void mend(Remote remote, Duration longest) throws IOException, InterruptedException {
        Questions.await(mirror(remote.url()).mend(remote), longest);
    }

    /**
     * How two commits stand to each other. Asks the repository only for one that is not in the mirror. Blocks.
     *
     * @return empty if the repository has one of them no more
     * @throws IOException with git's complaint if the repository has to be asked and does not answer
     */
    public Optional<Kinship> kinship(Remote remote, Sha base, Sha target) throws IOException, InterruptedException {
        try {
            return Optional.of(questions.ask(remote, List.of(base, target), history -> history.kinship(base, target)));
        } catch (CommitMissing e) {
            return Optional.empty();
        }
    }

    /**
     * How two commits stand to each other, as the repository was read last. Asks nobody. Blocks.
     *
     * @throws IOException if one of them is not in the mirror
     */
    public Kinship kinship(RepositoryUrl url, Sha base, Sha target) throws IOException, InterruptedException {
        return history(url).kinship(base, target);
    }

    /**
     * Whether the one mends the other, as the repository was read last. Asks nobody. Blocks.
     *
     * @throws IOException if one of them is not in the mirror
     */
    public boolean isMended(RepositoryUrl url, Sha bad, Sha target) throws IOException, InterruptedException {
        return history(url).isMended(bad, target);
    }

    /**
     * Whether one of the commits that the target has and the bad one lacks reverts it, or says that it fixes it; {@code Mending}
     * has the words. False if the repository has one of the two no more. Blocks and fails as {@link #kinship} does.
     */
    public boolean isMended(Remote remote, Sha bad, Sha target) throws IOException, InterruptedException {
        try {
            return questions.ask(remote, List.of(bad, target), history -> history.isMended(bad, target));
        } catch (CommitMissing e) {
            return false;
        }
    }

    /**
     * What lies between two commits; if the repository has one of them no more, why nobody can know. Blocks and fails as {@link
     * #kinship} does.
     *
     * @param from null for nothing
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

    /** The commits that came out of one and lead to another; empty if they did not, or one of the two is gone. Blocks and fails likewise. */
    public Set<Sha> between(Remote remote, Sha first, Sha last) throws IOException, InterruptedException {
        try {
            return questions.ask(remote, List.of(first, last), history -> history.between(first, last));
        } catch (CommitMissing e) {
            return Set.of();
        }
    }

    /**
     * The commit that a ref means as the repository was read last; empty if there was none. Asks nobody. Blocks.
     *
     * @throws Unresolvable if it means more than one
     */
    public Optional<Sha> known(RepositoryUrl url, Ref ref) throws IOException, InterruptedException {
        return mirror(url).resolve(ref);
    }

    History history(RepositoryUrl url) {
        return new History(git, directory(url));
    }

    /** The branch that the remote's HEAD names; empty while nobody has asked it, and where it names none. Does not ask. */
    public Optional<String> headBranch(RepositoryUrl url) {
        return mirror(url).head();
    }

    /**
     * A mirror as it lies now, for a checkout of something that {@link #resolve} found. It stays as long as this is open, and from then
     * on as long as somebody borrows from it.
     */
    public Loan lend(RepositoryUrl url) {
        return loans.of(directory(url));
    }

    /** A mirror that somebody reads. */
    public record Loan(Path directory, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Removes copies that were made anew, unless somebody reads them or borrows from them.
     *
     * @param borrowed asked when it is known what could go: the real paths of the copies from which checkouts borrow
     */
    public void removeOld(Borrowed borrowed) throws IOException {
        removal.removeOld(borrowed);
    }

    /**
     * Removes what nobody needs any more: the mirrors of repositories that are not among these, and copies that were made anew; unless
     * somebody reads them or borrows from them.
     *
     * @param needed asked when it is known which there are, so that a newer one is left alone
     * @param borrowed as for {@link #removeOld}
     */
    public void keepOnly(Supplier<Set<RepositoryUrl>> needed, Borrowed borrowed) throws IOException {
        removal.keepOnly(needed, borrowed);
    }

    /** Who borrows. */
    @FunctionalInterface
    public interface Borrowed {
        Set<Path> copies() throws IOException;
    }

    /** Where the mirror of a repository lies now. */
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
            throw new CompletionException(new IOException("interrupted while looking for " + ref));
        }
    }

    private Mirror mirror(RepositoryUrl url) {
        return mirrors.computeIfAbsent(url, this::made);
    }

    private Mirror made(RepositoryUrl url) {
        var copies = new Copies(directory, url.key());
        return new Mirror(git, url, copies, new Fetching(git, url, copies, silence), threads, observer);
    }

    /** Ends the fetches under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
