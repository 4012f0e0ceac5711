package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.Answer;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Login;
import dev.waybill.spi.Secret;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Signs in as the installation of a GitHub App in a repository. Its tokens last an hour; each is used until shortly before it ends,
 * because answers to one token cannot be asked for again with another. Guarded by itself.
 */
final class InstallationLogin implements Login {
    private static final Duration BEFORE_END = Duration.ofMinutes(2);
    private static final Duration USUAL = Duration.ofMinutes(55);

    /** For so long, parts of GitHub may not know a new token yet. */
    private static final Duration NEW = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JsonClient asApp;
    private final String repository;
    private @Nullable Issued issued;

    /** @param at and end by the clock that never jumps */
    private record Issued(Secret token, Duration at, Duration end, JsonNode permissions) {}

    /** @param asApp signed in as the App */
    InstallationLogin(JsonClient asApp, String repository) {
        this.asApp = asApp;
        this.repository = repository;
    }

    @Override
    public synchronized Secret token() throws ForgeFailure, InterruptedException {
        var old = issued;
        var now = asApp.time().sinceBoot();
        if (old != null && now.compareTo(old.end.minus(BEFORE_END)) < 0) {
            return old.token;
        }
        try {
            var fresh = issue();
            issued = fresh;
            return fresh.token;
        } catch (ForgeFailure e) {
            if (old != null && e.isPassing() && now.compareTo(old.end) < 0) {
                return old.token;
            }
            throw e;
        }
    }

    /** What the App may do: read or write, or an empty text for nothing; null before the first token. */
    synchronized @Nullable String permission(String name) {
        return issued == null ? null : issued.permissions.path(name).asString("");
    }

    private Issued issue() throws ForgeFailure, InterruptedException {
        var found = asApp.json(asked("/repos/%s/installation".formatted(repository), null));
        var id = found.path("id").asLong(0);
        var answer = asked("/app/installations/%d/access_tokens".formatted(id), Map.of());
        var json = asApp.json(answer);
        var token = json.path("token").asString("");
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw asApp.strange(answer, "contains no token");
        }
        var now = asApp.time().sinceBoot();
        return new Issued(new Secret(token), now, now.plus(lifetime(answer, json)), json.path("permissions"));
    }

    /** What is asked of an App fails with words about the App. */
    private Answer asked(String path, @Nullable Map<String, ?> body) throws ForgeFailure, InterruptedException {
        try {
            return body == null ? asApp.get(path) : asApp.post(path, body);
        } catch (ForgeFailure e) {
            throw switch (e.kind()) {
                case MISSING ->
                    new ForgeFailure(
                            Kind.UNAUTHORIZED,
                            "the GitHub App is not installed in %s, or there is no such repository; install it, or correct the name"
                                    .formatted(repository));
                case UNAUTHORIZED, FORBIDDEN ->
                    new ForgeFailure(
                            Kind.UNAUTHORIZED,
                            "the GitHub App cannot sign in for %s: %s".formatted(repository, e.getMessage()));
                default -> e;
            };
        }
    }

    /** By the clock of the answer alone. */
    private static Duration lifetime(Answer answer, JsonNode json) {
        try {
            var end = Instant.parse(json.path("expires_at").asString(""));
            return answer.date().map(now -> Duration.between(now, end)).orElse(USUAL);
        } catch (DateTimeException e) {
            return USUAL;
        }
    }

    /** A new token may not be known everywhere; an older one has ended or was revoked, and is replaced. */
    @Override
    public boolean isRenewed(Secret refused, Optional<Instant> at) throws InterruptedException {
        if (isNew(refused)) {
            asApp.time().sleep(PAUSE);
            return true;
        }
        synchronized (this) {
            if (issued != null && issued.token.equals(refused)) {
                issued = null;
            }
        }
        return true;
    }

    private synchronized boolean isNew(Secret token) {
        return issued != null
                && issued.token.equals(token)
                && asApp.time().sinceBoot().minus(issued.at).compareTo(NEW) < 0;
    }
}
