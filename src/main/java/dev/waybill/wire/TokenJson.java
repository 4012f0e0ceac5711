package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token, as lists show it.
 *
 * @param rights in alphabetical order
 * @param apps the names of the only apps where it holds; null for all
 * @param environments the only environments where it holds; null for all
 * @param expires null for never
 * @param lastUsed to the minute; null if it never was
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
    /** The same with the secret, which is shown when the token is made, and never again. */
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
