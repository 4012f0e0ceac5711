package dev.waybill.forge.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a fake GitHub answers to which request. Thread-safe. */
final class GitHubRoutes {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.of("github-openapi.json");
    private static final String BY_ID = "/repositories/1";
    private static final Map<String, String> HEADERS = Map.of(
            "user-agent",
            "Waybill/.+",
            "accept",
            "application/vnd\\.github\\+json",
            "x-github-api-version",
            "2022-11-28",
            "authorization",
            "Bearer .+");

    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Set<String> oldNames = ConcurrentHashMap.newKeySet();
    private final GitHubAccess access;
    private final GitHubPulls pulls;
    private final GitHubTable table;
    private volatile String name = FakeGitHub.REPOSITORY;
    private volatile boolean isHidden;
    private @Nullable FakeServer server;

    GitHubRoutes(GitHubChecks checks, GitHubDeployments deployments, GitHubPulls pulls, GitHubAccess access) {
        this.access = access;
        this.pulls = pulls;
        this.table = new GitHubTable(checks, deployments, pulls, this::address);
    }

    void serveAt(FakeServer started) {
        server = started;
    }

    void forget(String sha) {
        forgotten.add(sha);
    }

    void rename(String other) {
        oldNames.add(name);
        name = other;
    }

    void hide() {
        isHidden = true;
    }

    Reply answer(Call call) {
        var started = Objects.requireNonNull(server);
        started.object(FakeServer.objectionsToHeaders(call, HEADERS));
        var reply = call.path().equals("/graphql") ? graphql(call) : rest(call, started);
        return conditional(
                call,
                reply.with("X-GitHub-Request-Id", "C0FF:EE")
                        .with("x-ratelimit-limit", "5000")
                        .with("x-ratelimit-remaining", "4999")
                        .with("x-ratelimit-reset", "4102444800")
                        .with("x-ratelimit-resource", "core"));
    }

    private Reply rest(Call call, FakeServer started) {
        var named = call.at(call.path().replaceFirst("^" + BY_ID + "(?=/|$)", "/repos/" + name));
        var objections = DOCUMENT.objections(named);
        started.object(objections);
        if (!objections.isEmpty()) {
            return Reply.error(422, objections.getFirst());
        }
        var reply = carriedOut(named);
        started.object(DOCUMENT.objections(named, reply));
        return reply;
    }

    private Reply carriedOut(Call call) {
        return switch (call.path()) {
            case "/rate_limit" -> access.refusal(call, List.of("none")).orElseGet(GitHubRoutes::limits);
            case "/app/installations/7/access_tokens" -> access.newToken(call);
            default -> inRepository(call);
        };
    }

    private static Reply limits() {
        var limit = Map.of("limit", 5000, "used", 1, "remaining", 4999, "reset", 4102444800L);
        return Reply.json(200, Map.of("resources", Map.of("core", limit, "search", limit)));
    }

    private Reply inRepository(Call call) {
        var segments = call.segments();
        var asked = segments.size() < 3 ? "" : segments.get(1) + "/" + segments.get(2);
        var inside = call.path().replaceFirst("^/repos/[^/]+/[^/]+", "");
        if (oldNames.contains(asked)) {
            return moved(call, inside);
        }
        if (!asked.equals(name) || isHidden) {
            return call.token().contains("ghs_") || !inside.isEmpty()
                    ? Reply.notFound()
                    : access.refusal(call, List.of("none")).orElse(Reply.notFound());
        }
        return inside.equals("/installation") ? access.installation(call) : routed(call, inside);
    }

    private Reply routed(Call call, String inside) {
        return table.find(call.method(), inside)
                .map(found -> access.refusal(call, found.permissions())
                        .or(() -> unknown(found.values()))
                        .orElseGet(() -> inside.isEmpty() ? repository(call) : found.answer(call)))
                .orElse(Reply.notFound());
    }

    private Optional<Reply> unknown(List<String> groups) {
        return groups.stream()
                .filter(forgotten::contains)
                .findFirst()
                .map(sha -> Reply.error(422, "No commit found for SHA: " + sha));
    }

    private Reply moved(Call call, String inside) {
        var query = call.query().isEmpty() ? "" : call.toString().replaceFirst("[^?]*", "");
        var location = url() + BY_ID + inside + query;
        return Reply.json(
                        call.method().equals("GET") ? 301 : 307,
                        Map.of("message", "Moved Permanently", "url", location))
                .with("Location", location);
    }

    private String url() {
        return Objects.requireNonNull(server).url();
    }

    /** Links lead to the repository by its id. */
    private String address(Call call) {
        return url() + call.path().replaceFirst("^/repos/[^/]+/[^/]+", BY_ID);
    }

    private Reply repository(Call call) {
        var rights = Map.of("admin", false, "push", true, "pull", true);
        var reply = Reply.json(200, Map.of("id", 1, "full_name", name, "private", true, "permissions", rights));
        return access.scopes().isEmpty() || !call.token().startsWith("ghp_")
                ? reply
                : reply.with("X-OAuth-Scopes", access.scopes());
    }

    private Reply graphql(Call call) {
        var unknown = GraphQlWords.unknown(call.json().path("query").asString(""));
        Objects.requireNonNull(server).object(unknown);
        var refusal = access.refusal(call, List.of("none"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var asked = call.json().at("/variables/owner").asString("") + "/"
                + call.json().at("/variables/name").asString("");
        return (asked.equals(name) || oldNames.contains(asked)) && !isHidden
                ? pulls.query(call.json(), name)
                : Reply.json(200, noSuchRepository(asked));
    }

    private static Map<String, Object> noSuchRepository(String asked) {
        var data = new HashMap<String, @Nullable Object>();
        data.put("repository", null);
        return Map.of(
                "data",
                data,
                "errors",
                List.of(Map.of(
                        "type",
                        "NOT_FOUND",
                        "path",
                        List.of("repository"),
                        "message",
                        "Could not resolve to a Repository with the name '%s'.".formatted(asked))));
    }

    private static Reply conditional(Call call, Reply reply) {
        if (!call.method().equals("GET") || reply.status() != 200) {
            return reply;
        }
        var etag =
                "W/\"%08x%08x\"".formatted(reply.body().hashCode(), call.token().hashCode());
        return call.header("if-none-match").equals(etag)
                ? new Reply(304, reply.headers(), "").with("ETag", etag)
                : reply.with("ETag", etag);
    }
}
