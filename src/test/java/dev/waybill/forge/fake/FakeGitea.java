package dev.waybill.forge.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plays Gitea with the repository {@link FakeGitHub#REPOSITORY}. Holds requests to Forgejo's document. Thread-safe. */
public final class FakeGitea implements AutoCloseable {
    /** A token that is accepted until it is revoked. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    /** @param id grows with each status of a commit */
    public record Status(
            int id,
            String sha,
            String context,
            String status,
            @Nullable String description,
            String link) {}

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.of("gitea-openapi.json");
    private static final Pages PAGES = new Pages("limit", 30, 50);
    private static final Map<String, String> HEADERS =
            Map.of("user-agent", "Waybill/.+", "accept", "application/json", "authorization", "token .+");

    private final List<Status> statuses = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final Map<String, String> authors = new java.util.concurrent.ConcurrentHashMap<>();
    private final Map<String, FakeGitHub.PullRequest> pulls = new java.util.concurrent.ConcurrentHashMap<>();
    private volatile boolean isRevoked;
    private volatile boolean isReadOnly;
    private volatile String name = FakeGitHub.REPOSITORY;
    private @Nullable FakeServer server;

    private FakeGitea() {}

    public static FakeGitea start() {
        var started = new FakeGitea();
        started.server = FakeServer.start(started::answer);
        return started;
    }

    private FakeServer server() {
        return Objects.requireNonNull(server);
    }

    public String url() {
        return server().url() + "/api/v1";
    }

    public void status(String sha, String context, String status, @Nullable String description, String link) {
        statuses.add(new Status(statuses.size() + 1, sha, context, status, description, link));
    }

    public List<Status> statuses() {
        return List.copyOf(statuses);
    }

    public void commit(String sha, String author, FakeGitHub.@Nullable PullRequest pull) {
        authors.put(sha, author);
        if (pull != null) {
            pulls.put(sha, pull);
        }
    }

    public List<String> comments() {
        return List.copyOf(comments);
    }

    public void rename(String other) {
        name = other;
    }

    public void revoke() {
        isRevoked = true;
    }

    /** Takes write access from the user of the token. */
    public void withhold() {
        isReadOnly = true;
    }

    /** Like {@link FakeGitHub#fail}. */
    public void fail(String request, int status, Map<String, String> headers, String body, int times) {
        server().faults().add(request, new Faults.Answered(new Reply(status, headers, body)), times);
    }

    /** Like {@link FakeGitHub#lose}. */
    public void lose(String request, int times) {
        server().faults().add(request, new Faults.Lost(), times);
    }

    private Reply answer(Call call) {
        server().object(FakeServer.objectionsToHeaders(call, HEADERS));
        var inApi = call.at(call.path().replaceFirst("^/api/v1", ""));
        var objections = DOCUMENT.objections(inApi);
        server().object(objections);
        if (!objections.isEmpty()) {
            return error(422, objections.getFirst());
        }
        var reply = call.token().equals(TOKEN) && !isRevoked ? routed(inApi) : error(401, "token is required");
        server().object(DOCUMENT.objections(inApi, reply));
        return reply;
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, Map.of("message", message, "url", "https://gitea.example.com/api/swagger"));
    }

    private Reply routed(Call call) {
        if (!call.path().startsWith("/repos/" + name)) {
            return call.path().startsWith("/repos/" + FakeGitHub.REPOSITORY) ? moved(call) : error(404, "not found");
        }
        var inside = call.path().substring(("/repos/" + name).length());
        var part = Pattern.compile("/(commits|git/commits|statuses|issues)/([^/]+)(/.*)?")
                .matcher(inside);
        if (!part.matches()) {
            return Reply.json(200, Map.of("full_name", name, "permissions", Map.of("push", !isReadOnly, "pull", true)));
        }
        var at = part.group(2);
        return switch (call.method() + " " + part.group(1) + Objects.requireNonNullElse(part.group(3), "")) {
            case "GET commits/statuses" -> statuses(call, at);
            case "GET commits/pull" -> pull(at);
            case "GET git/commits" -> commit(at);
            case "POST statuses" -> publish(call, at);
            case "GET issues/comments" ->
                Reply.json(200, comments.stream().map(it -> Map.of("body", it)).toList());
            case "POST issues/comments" -> comment(call);
            default -> error(404, "not found");
        };
    }

    /** With a path alone, as Gitea has it. */
    private Reply moved(Call call) {
        var query = call.toString().replaceFirst("[^?]*", "");
        var path = call.path().replaceFirst("^/repos/" + FakeGitHub.REPOSITORY, "/api/v1/repos/" + name);
        return new Reply(307, Map.of("Location", path + query), "");
    }

    private Reply statuses(Call call, String sha) {
        var all = statuses.stream().filter(it -> it.sha.equals(sha)).toList().reversed();
        var address = server().url() + "/api/v1" + call.path();
        return PAGES.of(
                        call,
                        address,
                        all,
                        page -> page.stream().map(FakeGitea::json).toList())
                .with("X-Total-Count", Integer.toString(all.size()));
    }

    private static Map<String, Object> json(Status status) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", status.id);
        json.put("context", status.context);
        json.put("status", status.status);
        json.put("description", Objects.requireNonNullElse(status.description, ""));
        json.put("target_url", status.link);
        json.put("creator", Map.of("login", "drone"));
        json.put("updated_at", GitHubChecks.REPORTED);
        return json;
    }

    private Reply publish(Call call, String sha) {
        var body = call.json();
        status(
                sha,
                body.path("context").asString(""),
                body.path("state").asString(""),
                body.path("description").asString(""),
                body.path("target_url").asString(""));
        return Reply.json(201, json(statuses.getLast()));
    }

    private Reply comment(Call call) {
        comments.add(call.json().path("body").asString(""));
        return Reply.json(201, Map.of("body", comments.getLast()));
    }

    private Reply commit(String sha) {
        var author = authors.get(sha);
        return author == null
                ? error(404, "not found")
                : Reply.json(200, Map.of("sha", sha, "author", Map.of("login", author)));
    }

    private Reply pull(String sha) {
        var pull = pulls.get(sha);
        if (pull == null) {
            return error(404, "not found");
        }
        var labels = new ArrayList<Map<String, String>>();
        pull.labels().forEach(it -> labels.add(Map.of("name", it)));
        var json = new LinkedHashMap<String, Object>();
        json.put("number", pull.number());
        json.put("title", pull.title());
        json.put("html_url", "https://gitea.example.com/acme/shop/pulls/" + pull.number());
        json.put("merged", pull.isMerged());
        json.put("labels", labels);
        json.put("user", Map.of("login", Objects.requireNonNullElse(pull.author(), "Ghost")));
        return Reply.json(200, json);
    }

    /** Fails if a request was against the document. */
    @Override
    public void close() {
        server().close();
    }
}
