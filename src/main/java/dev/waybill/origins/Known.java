package dev.waybill.origins;

import dev.waybill.forge.Origin;
import dev.waybill.vcs.Sha;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about where commits come from.
 *
 * @param origins by commit; commits that are not known yet are left out
 * @param trouble why some are left out, as a sentence; null if none is, or the app has no code host
 */
public record Known(Map<Sha, Origin> origins, @Nullable String trouble) {
    /** Of an app without a code host. */
    public static final Known NOTHING = new Known(Map.of(), null);

    public Known {
        origins = Map.copyOf(origins);
    }
}
