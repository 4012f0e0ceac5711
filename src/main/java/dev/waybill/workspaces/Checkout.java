package dev.waybill.workspaces;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be checked out, and how.
 *
 * @param name of the workspace
 * @param origin the repository of the app
 * @param user whose it becomes; null for the server's own
 * @param keys what opens the repositories that a commit names
 */
public record Checkout(
        String name,
        Remote origin,
        Sha sha,
        @Nullable String user,
        Submodules submodules,
        Keys keys,
        Progress progress) {

    /** What opens a repository that a commit names. */
    @FunctionalInterface
    public interface Keys {
        /** @throws IOException with a sentence if it cannot be had */
        Remote of(RepositoryUrl url) throws IOException;
    }

    /** Who follows how it is made, and says how long that may take. */
    public interface Progress {
        /** What is done from now on, such as "fetching submodule lib". */
        void begins(String step);

        /** How long it may still take; above zero, also when it may take no longer. */
        Duration left();
    }
}
