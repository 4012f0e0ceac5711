package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token in a list.
 *
 * @param rights in alphabetical order
 * @param apps the names of the only apps where it is valid; null for all
 * @param environments the only environments where it is valid; null for all
 * @param expires null for never
 * @param lastUsed to the minute; null if it was never used
 */
public record TokenJson(
        String id,
        String name,
        DeployJson.UserJson user,
        List<String> rights,
        @Nullable List<String> apps,
        @Nullable List<String> environments,
        String dateCreated,
        @Nullable String expires,
        @Nullable String lastUsed) {
    /** A new token with its secret, which is never shown again. */
    public record Made(
            String id,
            String name,
            DeployJson.UserJson user,
            List<String> rights,
            @Nullable List<String> apps,
            @Nullable List<String> environments,
            String dateCreated,
            @Nullable String expires,
            @Nullable String lastUsed,
            String token) {}

    public Made made(String secret) {
        return new Made(id, name, user, rights, apps, environments, dateCreated, expires, lastUsed, secret);
    }
}
