package dev.waybill.forge.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a fake GitHub answers within its repository, and which permissions that needs. Thread-safe. */
final class GitHubTable {
    private static final Pages PAGES = new Pages("per_page", 30, 100);

    /**
     * @param pattern of the path within the repository
     * @param permissions any of which is needed
     */
    record Route(
            String method, Pattern pattern, List<String> permissions, BiFunction<Call, List<String>, Reply> answer) {}

    /** @param values of the parts of the path that differ */
    record Found(Route route, List<String> values) {
        List<String> permissions() {
            return route.permissions;
        }

        Reply answer(Call call) {
            return route.answer.apply(call, values);
        }
    }

    private final List<Route> table = new ArrayList<>();
    private final Map<Long, String> shas = new ConcurrentHashMap<>();
    private final GitHubChecks checks;
    private final Function<Call, String> address;

    /** @param address of a list, as the links of its pages have it */
    GitHubTable(GitHubChecks checks, GitHubDeployments deployments, GitHubPulls pulls, Function<Call, String> address) {
        this.checks = checks;
        this.address = address;
        add("GET", "", "metadata=read", (_, _) -> Reply.notFound());
        addCommits(pulls);
        addDeployments(deployments);
        addOthers(pulls);
    }

    private void addCommits(GitHubPulls pulls) {
        add("GET", "/commits/(\\w+)", "contents=read", (_, at) -> Reply.json(200, pulls.commit(at.getFirst())));
        add(
                "GET",
                "/commits/(\\w+)/status",
                "statuses=read",
                (call, at) -> checks.combined(call, PAGES, address.apply(call), at.getFirst()));
        add(
                "GET",
                "/commits/(\\w+)/check-runs",
                "checks=read",
                (call, at) -> checks.runs(call, PAGES, address.apply(call), at.getFirst()));
        add(
                "GET",
                "/commits/(\\w+)/pulls",
                "pull_requests=read",
                (call, at) -> pulls.of(call, PAGES, address.apply(call), at.getFirst()));
        add("POST", "/statuses/(\\w+)", "statuses=write", (call, at) -> publish(call, at.getFirst()));
    }

    private void addDeployments(GitHubDeployments deployments) {
        add("GET", "/deployments", "deployments=read", (call, _) -> deployments.list(call, PAGES, address.apply(call)));
        add("POST", "/deployments", "deployments=write", (call, _) -> deployments.create(call.json()));
        add(
                "GET",
                "/deployments/(\\d+)/statuses",
                "deployments=read",
                (call, at) -> deployments.states(call, PAGES, address.apply(call), at.getFirst()));
        add(
                "POST",
                "/deployments/(\\d+)/statuses",
                "deployments=write",
                (call, at) -> deployments.report(at.getFirst(), call.json()));
    }

    private void addOthers(GitHubPulls pulls) {
        add(
                "GET",
                "/issues/(\\d+)/comments",
                "issues=read; pull_requests=read",
                (call, at) -> pulls.comments(call, PAGES, address.apply(call), Integer.parseInt(at.getFirst())));
        add(
                "POST",
                "/issues/(\\d+)/comments",
                "issues=write; pull_requests=write",
                (call, at) -> pulls.comment(
                        Integer.parseInt(at.getFirst()), call.json().get("body").asString()));
        add("GET", "/actions/runs", "actions=read", (call, _) -> runs(call));
        add("GET", "/actions/runs/(\\w+)/jobs", "actions=read", (call, at) -> jobs(call, at.getFirst()));
    }

    private void add(String method, String pattern, String permissions, BiFunction<Call, List<String>, Reply> answer) {
        table.add(new Route(method, Pattern.compile(pattern), List.of(permissions.split("; ")), answer));
    }

    Optional<Found> find(String method, String inside) {
        for (var route : table) {
            var matcher = route.pattern.matcher(inside);
            if (route.method.equals(method) && matcher.matches()) {
                return Optional.of(new Found(
                        route,
                        Stream.iterate(1, i -> i <= matcher.groupCount(), i -> i + 1)
                                .map(matcher::group)
                                .toList()));
            }
        }
        return Optional.empty();
    }

    private Reply publish(Call call, String sha) {
        var body = call.json();
        if (body.path("description").asString("").length() > 140) {
            return GitHubDeployments.tooLong("Status");
        }
        var status = new GitHubChecks.Status(
                sha,
                body.path("context").asString("default"),
                body.get("state").asString(),
                body.path("description").asString(""),
                body.path("target_url").asString(""));
        checks.add(status);
        return Reply.json(201, GitHubChecks.json(status, true));
    }

    /** One workflow run for all of a commit; its id is that of the commit, as far as a number holds it. */
    private Reply runs(Call call) {
        var sha = call.query().getOrDefault("head_sha", "");
        var found = checks.jobs(sha).isEmpty()
                ? List.<Map<String, Object>>of()
                : List.of(Map.<String, Object>of("id", number(sha), "head_sha", sha, "status", "completed"));
        return PAGES.of(
                call, address.apply(call), found, page -> Map.of("total_count", found.size(), "workflow_runs", page));
    }

    private long number(String sha) {
        shas.put(Long.parseLong(sha.substring(0, 12), 16), sha);
        return Long.parseLong(sha.substring(0, 12), 16);
    }

    private Reply jobs(Call call, String run) {
        var jobs = checks.jobs(shas.getOrDefault(Long.parseLong(run), ""));
        return PAGES.of(call, address.apply(call), jobs, page -> Map.of("total_count", jobs.size(), "jobs", page));
    }
}
