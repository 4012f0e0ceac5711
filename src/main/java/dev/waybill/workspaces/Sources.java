package dev.waybill.workspaces;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What deploys need of repositories: which commit a ref is, and its files. Safe from many threads. */
public interface Sources {
    /**
     * Asks the repository what a ref means now. Returns at once.
     *
     * @return the commit, or empty if the repository has no such ref; fails with {@link IOException} and a complaint if the
     *     repository does not answer; with {@link dev.waybill.vcs.Unresolvable} if it is no use to ask again: the ref means more
     *     than one commit, say
     */
    CompletableFuture<Optional<Sha>> resolve(Remote remote, Ref ref);

    /** The branch that the remote's HEAD names; empty while nobody has asked it, and where it names none. Does not ask. */
    Optional<String> headBranch(RepositoryUrl url);

    /**
     * How two commits stand to each other. Asks the repository only for one that is not here yet. Blocks.
     *
     * @return empty if the repository has one of them no more: force-pushed away, say, or never there
     * @throws IOException with a complaint if the repository has to be asked and does not answer
     */
    Optional<Kinship> kinship(Remote remote, Sha base, Sha target) throws IOException, InterruptedException;

    /**
     * Whether a commit that the target has and the bad one lacks mends that: it says {@code This reverts commit} and the full sha,
     * and was not reverted later, or {@code Fixes-deploy:} and at least 12 digits. False where {@link #kinship} is empty. Blocks.
     *
     * @throws IOException with a complaint if the repository has to be asked and does not answer
     */
    boolean isMended(Remote remote, Sha bad, Sha target) throws IOException, InterruptedException;

    /**
     * How two commits stand to each other, as the repository was read last. Asks nobody. Blocks.
     *
     * @throws IOException if one of them is not here
     */
    Kinship kinship(RepositoryUrl url, Sha base, Sha target) throws IOException, InterruptedException;

    /**
     * Whether the target mends the bad one, as the repository was read last. Asks nobody. Blocks.
     *
     * @throws IOException if one of them is not here
     */
    boolean isMended(RepositoryUrl url, Sha bad, Sha target) throws IOException, InterruptedException;

    /**
     * What lies between two commits; where {@link #kinship} is empty, a sentence that says why nobody can know. Blocks.
     *
     * @param from null for nothing: the newest commits that lead to the other
     * @throws IOException with a complaint if the repository has to be asked and does not answer
     */
    Changes changes(Remote remote, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException;

    /**
     * The commits that came out of one and lead to another, that other one among them. Blocks.
     *
     * @return empty if the second did not come out of the first, or the repository has one of them no more
     * @throws IOException with a complaint if the repository has to be asked and does not answer
     */
    Set<Sha> between(Remote remote, Sha first, Sha last) throws IOException, InterruptedException;

    /** The commit that a ref means as the repository was read last; empty if there was none. Asks nobody. Blocks. */
    Optional<Sha> known(RepositoryUrl url, Ref ref) throws IOException, InterruptedException;

    /**
     * Checks a commit out under a name; what a broken attempt left there is removed first. Blocks; an interruption ends it at once.
     *
     * @throws IOException with a complaint if it cannot be had, or not in time
     */
    void checkOut(Checkout checkout) throws IOException, InterruptedException;

    /** Where the checkout of that name is. */
    Path path(String name) throws IOException;

    /** The names of all checkouts there are. */
    List<String> names() throws IOException;

    /** Removes a checkout; missing is fine. */
    void remove(String name) throws IOException;
}
