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

/** Access to repositories: resolving refs, comparing commits, and checking them out. Thread-safe. */
public interface Sources {
    /** How the names of warm workspaces begin. */
    String WARM = "warm-";

    /**
     * Asks the repository for the commit that a ref names. Returns at once.
     *
     * @return empty if the ref does not exist; fails with {@link IOException} if the repository does not respond, and
     *     with {@link dev.waybill.vcs.Unresolvable} if a retry is pointless, for instance because the ref is ambiguous
     */
    CompletableFuture<Optional<Sha>> resolve(Remote remote, Ref ref);

    /**
     * The branch that the remote's HEAD named when it was last read; empty if it was not read yet, or does not name a
     * branch.
     */
    Optional<String> headBranch(RepositoryUrl url);

    /**
     * How two commits relate to each other. Contacts the repository only if a commit is not in the mirror. Blocks.
     *
     * @return empty if the repository does not have one of them, for instance after a force-push
     * @throws IOException if the repository has to be contacted and does not respond
     */
    Optional<Kinship> kinship(Remote remote, Sha base, Sha target) throws IOException, InterruptedException;

    /**
     * Whether the target has a commit that fixes the bad one, and that the bad one does not have. Such a commit says
     * {@code This reverts commit} with the full sha and was not reverted later, or {@code Fixes-deploy:} with at least
     * 12 digits. False where {@link #kinship} is empty. Blocks.
     *
     * @throws IOException if the repository has to be contacted and does not respond
     */
    boolean isMended(Remote remote, Sha bad, Sha target) throws IOException, InterruptedException;

    /**
     * How two commits relate to each other, without contacting the repository. Blocks.
     *
     * @throws IOException if one of them is not in the mirror
     */
    Kinship kinship(RepositoryUrl url, Sha base, Sha target) throws IOException, InterruptedException;

    /**
     * Whether the target fixes the bad commit, without contacting the repository. Blocks.
     *
     * @throws IOException if one of them is not in the mirror
     */
    boolean isMended(RepositoryUrl url, Sha bad, Sha target) throws IOException, InterruptedException;

    /**
     * The changes between two commits; where {@link #kinship} is empty, the reason why they are unknown. Blocks.
     *
     * @param from null for the newest commits up to {@code to}
     * @throws IOException if the repository has to be contacted and does not respond
     */
    Changes changes(Remote remote, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException;

    /**
     * The changes between two commits, without contacting the repository. Blocks.
     *
     * @param from null for the newest commits up to {@code to}
     * @throws IOException if one of them is not in the mirror
     */
    Changes changes(RepositoryUrl url, @Nullable Sha from, Sha to, ChangeQuery query)
            throws IOException, InterruptedException;

    /**
     * The names of branches and tags when the repository was last read, those with the newest commits first. Does not
     * contact it. Blocks.
     *
     * @throws IOException if there is no mirror
     */
    List<String> refs(RepositoryUrl url, int most) throws IOException, InterruptedException;

    /**
     * The last commit and all commits that are its ancestors and descend from the first. Blocks.
     *
     * @return empty if the last does not descend from the first, or if the repository does not have one of them
     * @throws IOException if the repository has to be contacted and does not respond
     */
    Set<Sha> between(Remote remote, Sha first, Sha last) throws IOException, InterruptedException;

    /**
     * The commits that were added to a branch since an earlier one of it, oldest first: of a merge only the merge itself. Blocks.
     *
     * @return empty if the last does not descend from the first, or if the repository does not have one of them
     * @throws IOException if the repository has to be contacted and does not respond
     */
    List<Sha> firstParents(Remote remote, Sha first, Sha last) throws IOException, InterruptedException;

    /** The commit that a ref named when the repository was last read; empty if none. Does not contact it. Blocks. */
    Optional<Sha> known(RepositoryUrl url, Ref ref) throws IOException, InterruptedException;

    /**
     * Checks out a commit as a workspace; removes an incomplete one of the same name first. Blocks; can be interrupted.
     *
     * @throws IOException if it fails or exceeds its time
     */
    void checkOut(Checkout checkout) throws IOException, InterruptedException;

    /** The directory of a workspace. */
    Path path(String name) throws IOException;

    /** The names of all workspaces. */
    List<String> names() throws IOException;

    /**
     * Keeps a workspace, in which nothing runs any more, for a checkout that names it as its warm one. It replaces an
     * older one.
     *
     * @return false if it cannot be used again; nothing has changed then
     */
    boolean keep(String name, String warm) throws IOException;

    /** Removes a workspace; does nothing if it does not exist. A warm one is out of the way of checkouts at once. */
    void remove(String name) throws IOException;

    /** Whether the disk has too little space to start deploys. */
    boolean isShortOfSpace();
}
