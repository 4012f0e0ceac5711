package dev.waybill.forge.fake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commit statuses and check runs of a fake GitHub, the oldest first. Guarded by itself. */
final class GitHubChecks {
    /** The time of all reports: an answer that changes with the clock would not be found unchanged. */
    static final String REPORTED = now();

    record Status(
            String sha,
            String context,
            String state,
            @Nullable String description,
            String link) {}

    record Run(
            String sha,
            String name,
            String app,
            String status,
            @Nullable String conclusion) {}

    private final List<Status> statuses = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    synchronized void add(Status status) {
        statuses.add(status);
    }

    synchronized void add(Run run) {
        runs.add(run);
    }

    /** All of a commit, the oldest first. */
    synchronized List<Status> all(String sha) {
        return statuses.stream().filter(it -> it.sha.equals(sha)).toList();
    }

    /** The newest of each context; contexts differ by more than the case of their letters. */
    private synchronized List<Status> newest(String sha) {
        var newest = new LinkedHashMap<String, Status>();
        all(sha).forEach(it -> newest.put(it.context.toLowerCase(java.util.Locale.ROOT), it));
        return List.copyOf(newest.values());
    }

    /** The newest of each name and app. */
    synchronized List<Run> runs(String sha) {
        var newest = new LinkedHashMap<String, Run>();
        runs.stream().filter(it -> it.sha.equals(sha)).forEach(it -> newest.put(it.app + " " + it.name, it));
        return List.copyOf(newest.values());
    }

    /** What a deployment is measured by: contexts with their states or conclusions. */
    Map<String, String> contexts(String sha) {
        var contexts = new LinkedHashMap<String, String>();
        newest(sha).forEach(it -> contexts.put(it.context, it.state));
        runs(sha).forEach(it -> contexts.put(it.name, it.conclusion == null ? "pending" : it.conclusion));
        return contexts;
    }

    Reply combined(Call call, Pages pages, String address, String sha) {
        var all = newest(sha);
        var state = all.isEmpty() || all.stream().anyMatch(it -> it.state.equals("pending")) ? "pending" : "success";
        var isFailed = all.stream().anyMatch(it -> it.state.matches("failure|error"));
        return pages.of(
                call,
                address,
                all,
                page -> Map.of(
                        "state",
                        isFailed ? "failure" : state,
                        "sha",
                        sha,
                        "total_count",
                        all.size(),
                        "statuses",
                        page.stream().map(it -> json(it, false)).toList()));
    }

    /** @param withCreator whether it is an answer that names who set it */
    static Map<String, Object> json(Status status, boolean withCreator) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", status.hashCode() & 0xffff);
        json.put("context", status.context);
        json.put("state", status.state);
        json.put("description", status.description);
        json.put("target_url", status.link.isEmpty() ? null : status.link);
        json.put("created_at", REPORTED);
        json.put("updated_at", REPORTED);
        if (withCreator) {
            json.put("creator", Map.of("login", "ann"));
        }
        return json;
    }

    Reply runs(Call call, Pages pages, String address, String sha) {
        var name = call.query().get("check_name");
        var found = runs(sha).stream()
                .filter(it -> name == null || it.name.equals(name))
                .toList();
        return pages.of(
                call,
                address,
                found,
                page -> Map.of(
                        "total_count",
                        found.size(),
                        "check_runs",
                        page.stream().map(GitHubChecks::json).toList()));
    }

    private static Map<String, Object> json(Run run) {
        var json = common(run);
        json.put("details_url", "https://ci.example.com/" + encoded(run.name));
        json.put("app", Map.of("slug", run.app, "name", run.app));
        json.put("output", java.util.Collections.singletonMap("title", null));
        return json;
    }

    private static Map<String, Object> common(Run run) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", run.hashCode() & 0xffff);
        json.put("head_sha", run.sha);
        json.put("name", run.name);
        json.put("status", run.status);
        json.put("conclusion", run.conclusion);
        json.put("html_url", "https://github.example.com/runs/" + encoded(run.name));
        json.put("started_at", REPORTED);
        json.put("completed_at", run.conclusion == null ? null : REPORTED);
        return json;
    }

    /** The jobs of Actions, which have the names of their check runs. */
    List<Map<String, Object>> jobs(String sha) {
        return runs(sha).stream()
                .filter(it -> it.app.equals("github-actions"))
                .map(GitHubChecks::common)
                .peek(it -> it.put("workflow_name", "CI"))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
