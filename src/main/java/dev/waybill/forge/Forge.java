package dev.waybill.forge;

import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One repository at a code host. Links are made without I/O; all other methods send requests and block, each request for at most
 * ten seconds. Plain git can do none of this. Thread-safe.
 */
public interface Forge {
    /** The code host's name for messages, such as {@code "GitHub"}. */
    String host();

    /** The repository as the code host names it, such as {@code "acme/shop"}. */
    String repository();

    /** The page of the repository. */
    Optional<String> link();

    /** The page of a commit. */
    Optional<String> commitLink(Sha sha);

    /** The page with the changes from one commit to another. */
    Optional<String> compareLink(Sha from, Sha to);

    /**
     * The newest result of every check of a commit, by name; empty if none was reported.
     *
     * @throws ForgeFailure if they could not all be read: a partial answer must never look like a green one
     */
    List<CheckReport> checks(Sha sha) throws ForgeFailure, InterruptedException;

    /**
     * The newest results of some checks of a commit; those that were not reported are left out. Takes few requests even if the
     * commit has thousands of checks, and needs less of a credential.
     *
     * @param names as they were reported
     * @throws ForgeFailure if they could not all be read
     */
    default List<CheckReport> checks(Sha sha, Set<String> names) throws ForgeFailure, InterruptedException {
        return checks(sha).stream().filter(it -> names.contains(it.name())).toList();
    }

    /** Publishes a result for a commit, which shows it beside those of other systems. */
    void publish(Sha sha, CheckReport report) throws ForgeFailure, InterruptedException;

    /** The deployments of the repository; empty if this kind of code host has none. */
    Optional<Deployments> deployments();

    /**
     * Who wrote commits, and the pull requests that brought them. Commits that the code host does not know are left out.
     *
     * @param commits at most fifty
     */
    Map<Sha, Origin> origins(List<Sha> commits) throws ForgeFailure, InterruptedException;

    /**
     * Adds a comment to a pull request, unless one with the same marker is there.
     *
     * @param marker a word that is hidden in the comment
     */
    void comment(int pullRequest, String text, String marker) throws ForgeFailure, InterruptedException;

    /** What the credential can do here, one line for each ability that Waybill uses. */
    List<Ability> abilities() throws InterruptedException;
}
