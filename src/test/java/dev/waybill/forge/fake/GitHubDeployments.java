package dev.waybill.forge.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The deployments of a fake GitHub, the oldest first. Guarded by itself. */
final class GitHubDeployments {
    private static final int LONGEST = 140;

    private final GitHubChecks checks;
    private final List<FakeGitHub.Deployment> all = new ArrayList<>();
    private long nextId = 1_000;

    GitHubDeployments(GitHubChecks checks) {
        this.checks = checks;
    }

    synchronized List<FakeGitHub.Deployment> all() {
        return List.copyOf(all);
    }

    Reply list(Call call, Pages pages, String address) {
        var found = all().reversed().stream()
                .filter(it -> matches(call, "sha", it.sha()))
                .filter(it -> matches(call, "ref", it.ref()))
                .filter(it -> matches(call, "task", it.task()))
                .filter(it -> matches(call, "environment", it.environment()))
                .map(GitHubDeployments::json)
                .toList();
        return pages.of(call, address, found, page -> page);
    }

    private static boolean matches(Call call, String parameter, String value) {
        return call.query().getOrDefault(parameter, value).equals(value);
    }

    synchronized Reply create(JsonNode wanted) {
        var ref = wanted.get("ref").asString();
        if (wanted.path("auto_merge").asBoolean(true)) {
            return Reply.json(202, Map.of("message", "Auto-merged master into %s on deployment.".formatted(ref)));
        }
        var contexts = checks.contexts(ref);
        var required = wanted.has("required_contexts")
                ? wanted.get("required_contexts")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()
                : List.copyOf(contexts.keySet());
        if (required.stream()
                .anyMatch(it -> !contexts.getOrDefault(it, "pending").equals("success"))) {
            return conflict(ref, contexts);
        }
        add("waybill[bot]", wanted);
        return Reply.json(201, json(all.getLast()));
    }

    synchronized long add(String creator, JsonNode wanted) {
        var ref = wanted.path("ref").asString("main");
        var environment = wanted.path("environment").asString("production");
        all.add(new FakeGitHub.Deployment(
                nextId++,
                wanted.path("sha").asString(ref),
                ref,
                wanted.path("task").asString("deploy"),
                environment,
                wanted.path("description").asString(""),
                wanted.path("payload"),
                wanted.path("transient_environment").asBoolean(false),
                wanted.path("production_environment").asBoolean(environment.equals("production")),
                creator,
                wanted.path("created_at").asString(GitHubChecks.now()),
                List.of()));
        return all.getLast().id();
    }

    synchronized void delete(long id) {
        all.removeIf(it -> it.id() == id);
    }

    private static Reply conflict(String ref, Map<String, String> contexts) {
        var states = contexts.entrySet().stream()
                .map(it -> Map.of("context", it.getKey(), "state", it.getValue()))
                .toList();
        return Reply.json(
                409,
                Map.of(
                        "message",
                        "Conflict: Commit status checks failed for %s.".formatted(ref),
                        "errors",
                        List.of(Map.of(
                                "contexts",
                                states,
                                "resource",
                                "Deployment",
                                "field",
                                "required_contexts",
                                "code",
                                "invalid"))));
    }

    Optional<FakeGitHub.Deployment> find(String id) {
        return all().stream().filter(it -> Long.toString(it.id()).equals(id)).findFirst();
    }

    Reply states(Call call, Pages pages, String address, String id) {
        return find(id).map(found -> pages.of(
                        call,
                        address,
                        found.states().reversed().stream()
                                .map(GitHubDeployments::json)
                                .toList(),
                        page -> page))
                .orElse(Reply.notFound());
    }

    synchronized Reply report(String id, JsonNode wanted) {
        var found = find(id);
        if (found.isEmpty()) {
            return Reply.notFound();
        }
        var description = wanted.path("description").asString("");
        if (description.length() > LONGEST) {
            return tooLong("DeploymentStatus");
        }
        var state = new FakeGitHub.DeploymentState(
                wanted.get("state").asString(),
                description,
                wanted.path("log_url").asString(""),
                wanted.path("environment_url").asString(""));
        all.set(all.indexOf(found.get()), found.get().with(state));
        return Reply.json(201, json(state));
    }

    static Reply tooLong(String resource) {
        return Reply.json(
                422,
                Map.of(
                        "message",
                        "Validation Failed",
                        "errors",
                        List.of(Map.of(
                                "resource",
                                resource,
                                "code",
                                "custom",
                                "field",
                                "description",
                                "message",
                                "description is too long (maximum is 140 characters)"))));
    }

    static Map<String, @Nullable Object> json(FakeGitHub.Deployment deployment) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", deployment.id());
        json.put("sha", deployment.sha());
        json.put("ref", deployment.ref());
        json.put("task", deployment.task());
        json.put("environment", deployment.environment());
        json.put("description", deployment.description());
        json.put("payload", deployment.payload().isMissingNode() ? "" : deployment.payload());
        json.put("transient_environment", deployment.isTransient());
        json.put("production_environment", deployment.isProduction());
        json.put("creator", deployment.creator().isEmpty() ? null : Map.of("login", deployment.creator()));
        json.put("created_at", deployment.createdAt());
        json.put("updated_at", deployment.createdAt());
        return json;
    }

    private static Map<String, Object> json(FakeGitHub.DeploymentState state) {
        return Map.of(
                "id",
                1,
                "state",
                state.state(),
                "description",
                state.description(),
                "log_url",
                state.logUrl(),
                "target_url",
                state.logUrl(),
                "environment_url",
                state.environmentUrl(),
                "created_at",
                GitHubChecks.now());
    }
}
