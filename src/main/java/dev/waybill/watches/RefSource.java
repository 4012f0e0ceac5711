package dev.waybill.watches;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;

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

    /** Whether a look costs little, such as a request on an open connection, as far as is known. Must not block. */
    default boolean isCheap(RepositoryUrl url) {
        return false;
    }
}
