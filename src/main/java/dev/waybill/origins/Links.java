package dev.waybill.origins;

import dev.waybill.forge.Forge;
import dev.waybill.vcs.Sha;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an app's commits at its code host.
 *
 * @param forge null if the app has none
 */
public record Links(@Nullable Forge forge) {
    /** Of an app without a code host. */
    public static final Links NONE = new Links(null);

    /** The page of a commit. */
    public Optional<String> commit(Sha sha) {
        return forge == null ? Optional.empty() : forge.commitLink(sha);
    }

    /** The page with the changes from one commit to another; empty if there are none. */
    public Optional<String> compare(@Nullable Sha from, Sha to) {
        return forge == null || from == null || from.equals(to) ? Optional.empty() : forge.compareLink(from, to);
    }
}
