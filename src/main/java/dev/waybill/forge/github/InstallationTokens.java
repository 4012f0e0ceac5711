package dev.waybill.forge.github;

import dev.waybill.spi.Secret;
import java.net.URI;
import java.util.LinkedHashMap;

/**
 * The tokens of the installations of GitHub Apps, so that all repositories of an installation use the same. The ones that were not
 * used for longest are dropped. Thread-safe.
 */
final class InstallationTokens {
    private static final int MOST = 1_000;

    private final LinkedHashMap<Key, InstallationToken> tokens = new LinkedHashMap<>(16, 0.75f, true);

    /** Only who has the App's key gets a token that was issued for it. */
    private record Key(URI root, String app, Secret privateKey, long installation) {}

    synchronized InstallationToken of(URI root, String app, Secret privateKey, long installation) {
        var found = tokens.computeIfAbsent(
                new Key(root, app, privateKey, installation), _ -> new InstallationToken(installation));
        if (tokens.size() > MOST) {
            tokens.pollFirstEntry();
        }
        return found;
    }
}
