package dev.waybill.workspaces;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to check out, and how.
 *
 * @param name of the workspace
 * @param origin the app's repository
 * @param user becomes the owner; null for the server's own user
 * @param warm the workspace to begin with if it is there, which can be {@linkplain Sources#keep kept} later; null for
 *     none
 * @param keys the credentials for repositories named by the commit
 */
public record Checkout(
        String name,
        Remote origin,
        Sha sha,
        @Nullable String user,
        @Nullable String warm,
        Submodules submodules,
        Keys keys,
        Progress progress) {

    /** The credentials for a repository that a commit names. */
    @FunctionalInterface
    public interface Keys {
        /** @throws IOException with a message if the credentials cannot be read */
        Remote of(RepositoryUrl url) throws IOException;
    }

    /** Follows the progress of a checkout, and limits its time. */
    public interface Progress {
        /** Reports the step that starts now, such as "fetching submodule lib". */
        void begins(String step);

        /** The remaining time. Always positive, even after the limit has passed. */
        Duration left();
    }
}
