package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.http.Answer;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.spi.Secret;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The token of an installation of a GitHub App, for all of its repositories. It lasts an hour, and is used until shortly before it
 * ends, because answers to one token cannot be asked for again with another. Guarded by itself: while it is issued, others wait,
 * and if it cannot be issued, those who waited fail as well instead of trying one after the other.
 */
final class InstallationToken {
    private static final Duration BEFORE_END = Duration.ofMinutes(2);
    private static final Duration USUAL = Duration.ofMinutes(55);

    /** For so long, parts of GitHub may not know a new token yet. */
    private static final Duration NEW = Duration.ofSeconds(5);

    private final long installation;
    private @Nullable Issued issued;

    /** Why the last attempt to issue one failed; read without the lock. */
    private volatile @Nullable ForgeFailure failure;

    /** @param at and end by the clock that never jumps */
    private record Issued(Secret token, Duration at, Duration end, JsonNode permissions) {}

    InstallationToken(long installation) {
        this.installation = installation;
    }

    /**
     * Issues one if there is none, or it ends soon.
     *
     * @param asApp signed in as the App
     */
    Secret get(JsonClient asApp) throws ForgeFailure, InterruptedException {
        return get(asApp, failure);
    }

    /** @param known the last failure before the caller waited */
    private synchronized Secret get(JsonClient asApp, @Nullable ForgeFailure known)
            throws ForgeFailure, InterruptedException {
        var old = issued;
        var now = asApp.time().sinceBoot();
        if (old != null && now.compareTo(old.end.minus(BEFORE_END)) < 0) {
            return old.token;
        }
        try {
            var meanwhile = failure;
            if (meanwhile != null && meanwhile != known) {
                throw meanwhile;
            }
            var fresh = issue(asApp);
            issued = fresh;
            return fresh.token;
        } catch (ForgeFailure e) {
            failure = e;
            if (old != null && e.isPassing() && now.compareTo(old.end) < 0) {
                return old.token;
            }
            throw e;
        }
    }

    private Issued issue(JsonClient asApp) throws ForgeFailure, InterruptedException {
        var answer = asApp.post("/app/installations/%d/access_tokens".formatted(installation), Map.of());
        var json = asApp.json(answer);
        var token = json.path("token").asString("");
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw asApp.strange(answer, "contains no token");
        }
        var now = asApp.time().sinceBoot();
        return new Issued(new Secret(token), now, now.plus(lifetime(answer, json)), json.path("permissions"));
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

    /** What the App may do: read or write, or an empty text for nothing; null before the first token. */
    synchronized @Nullable String permission(String name) {
        return issued == null ? null : issued.permissions.path(name).asString("");
    }

    /** Whether a token was issued so lately that parts of GitHub may not know it yet. */
    synchronized boolean isNew(Secret token, Duration now) {
        return issued != null
                && issued.token.equals(token)
                && now.minus(issued.at).compareTo(NEW) < 0;
    }

    synchronized void forget(Secret refused) {
        if (issued != null && issued.token.equals(refused)) {
            issued = null;
        }
    }
}
