package dev.waybill.forge.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The authors, pull requests and comments of a fake GitHub, by REST and by GraphQL. Guarded by itself. */
final class GitHubPulls {
    private static final Pattern ASKED = Pattern.compile("(\\w+): *object\\(oid: *\"([0-9a-f]{40})\"\\)");

    private final Map<String, String> authors = new HashMap<>();
    private final List<FakeGitHub.PullRequest> pulls = new ArrayList<>();
    private final Map<Integer, List<String>> comments = new HashMap<>();

    synchronized void author(String sha, String login) {
        authors.put(sha, login);
    }

    synchronized void add(FakeGitHub.PullRequest pull) {
        pulls.add(pull);
    }

    synchronized List<String> comments(int number) {
        return List.copyOf(comments.getOrDefault(number, List.of()));
    }

    synchronized Reply comment(int number, String body) {
        comments.computeIfAbsent(number, _ -> new ArrayList<>()).add(body);
        return Reply.json(201, json(number, body));
    }

    Reply comments(Call call, Pages pages, String address, int number) {
        var all = comments(number).stream().map(body -> json(number, body)).toList();
        return pages.of(call, address, all, page -> page);
    }

    private static Map<String, Object> json(int number, String body) {
        return Map.of("id", number, "body", body, "user", Map.of("login", "waybill"));
    }

    Map<String, Object> commit(String sha) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sha", sha);
        json.put("author", user(authors.get(sha)));
        return json;
    }

    private static @Nullable Map<String, String> user(@Nullable String login) {
        return login == null ? null : Map.of("login", login);
    }

    private synchronized List<FakeGitHub.PullRequest> of(String sha) {
        return pulls.stream().filter(it -> it.commits().contains(sha)).toList();
    }

    Reply of(Call call, Pages pages, String address, String sha) {
        return pages.of(
                call,
                address,
                of(sha),
                page -> page.stream().map(GitHubPulls::simple).toList());
    }

    private static Map<String, Object> simple(FakeGitHub.PullRequest pull) {
        var json = new LinkedHashMap<String, Object>();
        json.put("number", pull.number());
        json.put("title", pull.title());
        json.put("html_url", link(pull));
        json.put("user", user(pull.author()));
        json.put("state", pull.isMerged() ? "closed" : "open");
        json.put("merged_at", pull.isMerged() ? GitHubChecks.now() : null);
        json.put(
                "labels",
                pull.labels().stream().map(name -> Map.of("name", name)).toList());
        return json;
    }

    private static String link(FakeGitHub.PullRequest pull) {
        return "https://github.example.com/acme/shop/pull/" + pull.number();
    }

    /** @param name of the repository */
    Reply query(JsonNode wanted, String name) {
        var repository = new LinkedHashMap<String, Object>();
        repository.put("nameWithOwner", name);
        var asked = ASKED.matcher(wanted.get("query").asString());
        while (asked.find()) {
            var sha = asked.group(2);
            repository.put(asked.group(1), authors.containsKey(sha) || !of(sha).isEmpty() ? node(sha) : null);
        }
        return Reply.json(200, Map.of("data", Map.of("repository", repository)));
    }

    private Map<String, Object> node(String sha) {
        var author = new LinkedHashMap<String, Object>();
        author.put("user", user(authors.get(sha)));
        return Map.of(
                "oid",
                sha,
                "author",
                author,
                "associatedPullRequests",
                Map.of("nodes", of(sha).stream().map(GitHubPulls::full).toList()));
    }

    private static Map<String, Object> full(FakeGitHub.PullRequest pull) {
        var json = new LinkedHashMap<String, Object>();
        json.put("number", pull.number());
        json.put("title", pull.title());
        json.put("url", link(pull));
        json.put("merged", pull.isMerged());
        json.put("author", user(pull.author()));
        json.put(
                "labels",
                Map.of(
                        "nodes",
                        pull.labels().stream().map(it -> Map.of("name", it)).toList()));
        return json;
    }
}
