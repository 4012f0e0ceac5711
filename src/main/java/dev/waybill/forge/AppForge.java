package dev.waybill.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The repository of an app at its code host, and what the app wants of it.
 *
 * @param contexts the names of the checks that a deploy requires; null for all that were reported
 * @param isRequired whether a deploy waits until it is registered there
 */
public record AppForge(Forge forge, @Nullable List<String> contexts, boolean isRequired) {
    /** Those that a deploy to an environment requires: its own status is left out, or it would wait for itself. */
    public @Nullable List<String> contexts(String app, String environment) {
        return contexts == null
                ? null
                : contexts.stream()
                        .filter(name -> !OwnStatus.isOf(app, environment, name))
                        .toList();
    }
}
