package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Login;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs in as the installation of a GitHub App in a repository, with the token that all repositories of the installation share.
 * Thread-safe.
 */
final class InstallationLogin implements Login {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JsonClient asApp;
    private final Place place;
    private final Credential.App app;
    private final InstallationTokens tokens;
    private volatile @Nullable InstallationToken installed;

    /** @param root of the API */
    record Place(URI root, String repository) {}

    /** @param asApp signed in as the App */
    InstallationLogin(JsonClient asApp, Place place, Credential.App app, InstallationTokens tokens) {
        this.asApp = asApp;
        this.place = place;
        this.app = app;
        this.tokens = tokens;
    }

    @Override
    public Secret token() throws ForgeFailure, InterruptedException {
        var known = installed;
        try {
            if (known != null) {
                return known.get(asApp);
            }
        } catch (ForgeFailure e) {
            if (e.kind() != Kind.MISSING) {
                throw ofApp(e);
            }
        }
        try { // for the first time, or it was installed again
            var found = find();
            installed = found;
            return found.get(asApp);
        } catch (ForgeFailure e) {
            throw ofApp(e);
        }
    }

    private InstallationToken find() throws ForgeFailure, InterruptedException {
        var found = asApp.json(asApp.get("/repos/%s/installation".formatted(place.repository())));
        try {
            var key = app.privateKey().read();
            return tokens.of(place.root(), app.id(), key, found.path("id").asLong(0));
        } catch (IOException e) {
            throw new ForgeFailure(
                    Kind.UNAUTHORIZED,
                    "the private key of the App %s cannot be used: %s".formatted(app.id(), e.getMessage()));
        }
    }

    /** What is asked of an App fails with words about the App. */
    private ForgeFailure ofApp(ForgeFailure failure) {
        return switch (failure.kind()) {
            case MISSING ->
                new ForgeFailure(
                        Kind.UNAUTHORIZED,
                        "the GitHub App is not installed in %s, or there is no such repository; install it, or correct the name"
                                .formatted(place.repository()));
            case UNAUTHORIZED, FORBIDDEN ->
                new ForgeFailure(
                        Kind.UNAUTHORIZED,
                        "the GitHub App cannot sign in for %s: %s".formatted(place.repository(), failure.getMessage()));
            default -> failure;
        };
    }

    /** What the App may do: read or write, or an empty text for nothing; null before the first token. */
    @Nullable
    String permission(String name) {
        var known = installed;
        return known == null ? null : known.permission(name);
    }

    /** A new token may not be known everywhere; an older one has ended or was revoked, and is replaced. */
    @Override
    public boolean isRenewed(Secret refused, Optional<Instant> at) throws InterruptedException {
        var known = installed;
        if (known == null) {
            return true;
        }
        if (known.isNew(refused, asApp.time().sinceBoot())) {
            asApp.time().sleep(PAUSE);
        } else {
            known.forget(refused);
        }
        return true;
    }
}
