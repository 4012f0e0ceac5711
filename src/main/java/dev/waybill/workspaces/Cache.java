package dev.waybill.workspaces;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a cache.
 *
 * @param app the id of the app
 * @param user whose it is; null for the server's own user
 */
public record Cache(String app, @Nullable String user) {
    private static final Pattern NAME = Pattern.compile("([0-9]+)(?:\\.(.+))?");

    /** The inverse of {@link #name}; empty if it is no name of a cache. */
    static Optional<Cache> named(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(new Cache(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Of its file in the directory of all caches. */
    String name() {
        return user == null ? app : app + "." + user;
    }

    Account account() throws IOException, InterruptedException {
        return user == null ? new Account(System.getProperty("user.name"), List.of()) : Account.named(user);
    }
}
