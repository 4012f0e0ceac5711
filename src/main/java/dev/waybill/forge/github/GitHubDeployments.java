package dev.waybill.forge.github;

import dev.waybill.forge.Deployments;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.text.Fields;
import dev.waybill.vcs.Sha;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deployments of a repository. GitHub knows no idempotency key, so ours is in the payload. Immutable. */
final class GitHubDeployments implements Deployments {
    static final String KEY = "waybill_id";
    /** In the payload of others: the name of the app for which it is. */
    static final String APP = "waybill_app";

    private static final int MOST_PAGES = 10;

    private final JsonClient client;
    private final String path;

    GitHubDeployments(JsonClient client, String root) {
        this.client = client;
        this.path = root + "/deployments";
    }

    @Override
    public List<ListedDeployment> list(int page) throws ForgeFailure, InterruptedException {
        return new DeploymentList(client, path).page(page);
    }

    @Override
    public boolean hasState(long deployment) throws ForgeFailure, InterruptedException {
        return !client.json(client.get("%s/%d/statuses?per_page=1".formatted(path, deployment)))
                .isEmpty();
    }

    @Override
    public OptionalLong find(String key, Sha sha, String environment) throws ForgeFailure, InterruptedException {
        var list = "%s?sha=%s&environment=%s&per_page=100"
                .formatted(path, sha, URLEncoder.encode(environment, StandardCharsets.UTF_8));
        return client.pages(list, page -> page, MOST_PAGES).stream()
                .filter(it -> key.equals(Fields.text(payload(it.path("payload")), KEY)))
                .mapToLong(it -> it.path("id").asLong(0))
                .filter(id -> id > 0)
                .min();
    }

    /** It comes back as an object or as a text. */
    static JsonNode payload(JsonNode payload) {
        try {
            return payload.isString() ? JsonMapper.shared().readTree(payload.asString()) : payload;
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** The commit is sent instead of the ref, which GitHub would resolve anew. */
    @Override
    public long register(Registration wanted) throws ForgeFailure, InterruptedException {
        var body = new HashMap<String, Object>();
        body.put("ref", wanted.sha().hex());
        body.put("task", wanted.task());
        body.put("auto_merge", false);
        if (wanted.contexts() != null) {
            body.put("required_contexts", wanted.contexts());
        }
        body.put("payload", payload(wanted));
        body.put("environment", wanted.environment());
        body.put("description", Descriptions.cut(wanted.description()));
        body.put("transient_environment", wanted.isTransient());
        body.put("production_environment", wanted.isProduction());
        var answer = client.post(path, body);
        var id = client.json(answer).path("id").asLong(0);
        if (answer.status() != 201 || id <= 0) {
            throw client.strange(answer, "names no deployment");
        }
        return id;
    }

    private static Map<String, String> payload(Registration wanted) {
        return Map.of(KEY, wanted.key(), "deploy", wanted.deploy(), "ref", wanted.ref(), "url", wanted.url());
    }

    @Override
    public void report(long deployment, Status status) throws ForgeFailure, InterruptedException {
        var states = "%s/%d/statuses".formatted(path, deployment);
        var body = new HashMap<String, Object>();
        // GitHub would call what is live inactive when another task of its environment succeeds.
        body.put("auto_inactive", false);
        body.put("state", status.state().name().toLowerCase(Locale.ROOT));
        body.put("description", Descriptions.cut(status.description()));
        body.put("log_url", status.logUrl());
        if (status.environmentUrl() != null) {
            body.put("environment_url", status.environmentUrl());
        }
        var newest = client.json(client.get(states + "?per_page=1")).path(0);
        if (!isSame(newest, body, "state") || !isSame(newest, body, "description")) {
            client.post(states, body);
        }
    }

    private static boolean isSame(JsonNode newest, Map<String, Object> body, String field) {
        return newest.path(field).asString("").equals(body.get(field));
    }
}
