package dev.waybill.watches;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.util.function.Predicate;

/** Asks repositories for their refs. Called from many threads at once. */
@FunctionalInterface
public interface RefSource {
    /**
     * Blocks.
     *
     * @param isWanted tells which, by their full names; also asked for {@code HEAD}
     * @throws IOException with the message of git if the repository does not respond
     */
    RemoteRefs refs(Remote remote, Predicate<String> isWanted) throws IOException, InterruptedException;
}
