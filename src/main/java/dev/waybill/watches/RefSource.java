package dev.waybill.watches;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.util.Optional;

/** Asks repositories for their refs. Called from many threads at once. */
@FunctionalInterface
public interface RefSource {
    /**
     * Blocks.
     *
     * @param wish tells which
     * @throws IOException with the message of git if the repository does not respond
     */
    RemoteRefs refs(Remote remote, Wish wish) throws IOException, InterruptedException;

    /**
     * The same, unless they still are those that are known: then empty, for which less has to be done.
     *
     * @param known the digest of an earlier answer for the same wish
     */
    default Optional<RemoteRefs> changed(Remote remote, Wish wish, String known)
            throws IOException, InterruptedException {
        return Optional.of(refs(remote, wish)).filter(refs -> !refs.digest().equals(known));
    }

    /** Whether a look costs little, such as a request on an open connection, as far as is known. Must not block. */
    default boolean isCheap(RepositoryUrl url) {
        return false;
    }
}
