package dev.waybill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.contract.Described;
import dev.waybill.hosts.Sshd;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of the document are answers that a server gave, in one walk through the whole API. When what the server answers has
 * changed for good, {@code -Dwaybill.record=true} writes them anew.
 */
@Tag("processes")
class OpenApiExamplesTest {
    private static final Path RESOURCE = Path.of("src/main/resources/openapi-examples.json");
    private static final String STREAM = "text/event-stream";

    @TempDir
    Path directory;

    private Sshd sshd;
    private TestServer server;
    private Client client;
    private TestRepository repository;
    private List<Described> operations;
    private Examples examples;

    @BeforeEach
    void start() throws Exception {
        sshd = Sshd.start(directory.resolve("sshd"));
        repository = TestRepository.make(directory.resolve("shop"));
        var config = Files.writeString(
                directory.resolve("waybill.yaml"),
                "apps: {blog: {repository: '%s', deploy: ./deploy.sh}}".formatted(repository.path()));
        TestServer.in(directory.resolve("data")).named("anna").start().close();
        Files.delete(directory.resolve("data/node-id")); // so that there is a node that is silent
        server = TestServer.in(directory.resolve("data"))
                .with(config)
                .named("anna")
                .start();
        client = server.client();
        var document = client.send(client.bare("/api/0/openapi.json").GET()).json();
        operations = Described.all(document);
        examples = new Examples(operations);
        examples.replace(server.url(), "https://deploy.example.com");
        var sha = repository.git("rev-parse", "HEAD");
        examples.replace(sha, "7f2d6c1b0a9e8d7c6b5a49382716f5e4d3c2b1a0");
        examples.replace(sha.substring(0, 7), "7f2d6c1");
        examples.replace(directory.toString(), "/srv/git");
        examples.replace(sshd.host(), "git.example.com");
        var nodes = client.get("/api/0/nodes/").json();
        nodes.forEach(node -> examples.replace(
                node.get("id").asString(),
                node.get("answers").asBoolean()
                        ? "0b8c1d7e-5f0a-4c52-9a63-2f1f6f3c7a10"
                        : "d0a3f1c2-7b64-4e9d-8a5e-94c1b7e6f320"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        sshd.close();
    }

    @Test
    void everyExample_isAnAnswerThatWasGiven() throws Exception {
        nodes(); // first, so that none falls silent while others drain
        apps();
        deploys();
        environments();
        logsAndEvents();
        locks();
        hosts();
        tokens();
        examples.keep(client.delete("/api/0/apps/shop/"));

        if (Boolean.getBoolean("waybill.record")) {
            Files.writeString(RESOURCE, examples.text());
        }
        assertThat(examples.recorded())
                .as("what the server answers; %s is written anew by -Dwaybill.record=true", RESOURCE)
                .isEqualTo(JsonMapper.shared().readTree(RESOURCE));
        assertThat(withoutExample())
                .as("operations that no step of this test brings to an answer of 2xx")
                .isEmpty();
        assertThat(statuses()).contains("400", "401", "403", "404", "409");
    }

    private List<String> withoutExample() {
        return operations.stream()
                .filter(it -> !it.operation().has("security") && !it.id().contains("By"))
                .map(Described::id)
                .filter(id ->
                        examples.recorded().path(id).propertyNames().stream().noneMatch(it -> it.startsWith("2")))
                .toList();
    }

    private HashSet<String> statuses() {
        var statuses = new HashSet<String>();
        examples.recorded().forEach(of -> statuses.addAll(of.propertyNames()));
        return statuses;
    }

    private void apps() throws Exception {
        var shop = Map.of(
                "name", "shop",
                "repository", repository.path().toString(),
                "provider", "shell",
                "provider_config", Map.of("command", "echo to {environment}", "timeout", 600),
                "environments", Map.of("production", Map.of("default_ref", "main")),
                "secrets", Map.of("API_TOKEN", Map.of("env", "SHOP_API")),
                "ssh_key", Map.of("file", "/etc/waybill/shop.key"));
        examples.keep(client.send(client.bare("/api/0/apps/").GET()));
        examples.keep(client.post("/api/0/apps/", shop));
        examples.keep(client.post("/api/0/apps/", shop));
        examples.keep(client.post("/api/0/apps/", Map.of("repository", "/srv/git/shop", "nmae", "shop")));
        examples.keep(client.get("/api/0/apps/"));
        examples.keep(client.get("/api/0/apps/shop/"));
        examples.keep(client.get("/api/0/apps/shpo/"));
        examples.keep(client.put("/api/0/apps/blog/", Map.of("grace", 20)));
        examples.keep(client.put("/api/0/apps/shop/", Map.of("grace", 20, "lockedReason", "db migration")));
        var bob = client.post("/api/0/tokens/", Map.of("name", "bob", "user", "bob", "rights", List.of("deploy")));
        examples.keep(new Client(server.url(), bob.json().get("token").asString())
                .post("/api/0/deploys/", Map.of("app", "shop")));
        client.put("/api/0/apps/shop/", Map.of("lockedReason", false, "secrets", Map.of()));
        examples.keep(client.get("/api/0/apps/shop/history/"));
        examples.keep(client.post("/api/0/apps/shop/restore/", Map.of("version", 3)));
        examples.keep(client.post("/api/0/config/reload/", Map.of()));
        examples.keep(client.get("/api/0/config/"));
    }

    private void deploys() throws Exception {
        drain(); // so that what is asked for waits until it was answered
        var first = examples.keep(client.send(
                client.request("/api/0/shop/deploy/?ref=main&reason=new+prices").POST(BodyPublishers.noBody())));
        open();
        client.awaitEnd(first.json());
        examples.keep(client.get("/api/0/deploys/1/"));
        examples.keep(client.get("/api/0/deploys/99/"));
        drain();
        examples.keep(client.post("/api/0/deploys/1/retry/", Map.of("reason", "once more")));
        open();
        client.awaitEnd(client.get("/api/0/deploys/2/").json());
        examples.keep(client.get("/api/0/deploys/?app=shop"));
        examples.keep(client.get("/api/0/deploy-stats/?app=shop"));
        changes();

        drain();
        examples.keep(client.post("/api/0/deploys/", Map.of("app", "shop", "user", "ann", "ref", "main")));
        examples.keep(client.post("/api/0/deploys/3/report/", Map.of("progress", 40, "note", "half of the hosts")));
        examples.keep(client.put("/api/0/deploys/3/", Map.of("status", "cancelled")));
        examples.keep(client.put("/api/0/deploys/3/", Map.of("status", "cancelled")));
        client.deploy("shop", "");
        examples.keep(client.post("/api/0/deploys/4/kill/", Map.of()));
        examples.keep(client.get("/api/0/drain/"));
        open();
    }

    private void changes() throws Exception {
        var live = repository.git("rev-parse", "HEAD");
        var next = repository.git(
                "-c", "user.name=Ann", "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Round prices up (#12)");
        examples.replace(next, "9c41f7a2d3e8b5061f2a7c9d4e3b8a5f6071c2d3");
        examples.replace(next.substring(0, 7), "9c41f7a");
        repository.git("tag", "next", next);
        examples.keep(client.get("/api/0/apps/shop/envs/production/changes/?ref=next"));
        examples.keep(client.get("/api/0/apps/shop/envs/production/changes/?ref=nosuch"));
        examples.keep(client.get("/api/0/apps/shop/changes/?from=:production%231&to=next"));
        examples.keep(client.get("/api/0/remote-changes/shop/?startRef=" + live + "&endRef=next"));
    }

    private void environments() throws Exception {
        var live = repository.git("rev-parse", "HEAD");
        client.put("/api/0/apps/shop/", Map.of("environments", Map.of("production", Map.of(), "staging", Map.of())));
        client.awaitEnd(client.deploy("shop", "?ref=next"));
        var environment = "/api/0/apps/shop/envs/production/";
        var back = Map.of("reason", "prices were rounded down");
        examples.keep(client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop", "ref", "next")));
        examples.keep(client.post("/api/0/deploys/", Map.of("app", "shop", "ref", "next", "expectedLive", live)));
        examples.keep(client.post(environment + "rollback/?dry_run=true", back));
        drain();
        var rollback = examples.keep(client.post(environment + "rollback/", back));
        examples.keep(client.get(environment));
        examples.keep(client.get(environment + "explain/"));
        examples.keep(client.get("/api/0/overview/"));
        examples.keep(client.get("/api/0/commits/%s/".formatted(live)));
        examples.keep(client.get("/api/0/commits/main/"));
        examples.keep(client.get("/api/0/commits/0123456/"));
        open();
        client.awaitEnd(rollback.json());
        examples.keep(client.post(environment + "rollback/", Map.of("reason", "again", "to", "#99")));

        var staging = Map.of("to", "staging");
        examples.keep(client.post(environment + "promote/", Map.of("to", "production")));
        examples.keep(client.post(environment + "promote/?dry_run=true", staging));
        drain();
        var promoted = examples.keep(client.post(environment + "promote/", staging));
        open();
        client.awaitEnd(promoted.json());

        examples.keep(client.post("/api/0/deploys/5/judge/", Map.of("verdict", "good")));
        examples.keep(client.post("/api/0/deploys/5/judge/", Map.of("verdict", "good", "reason", "it was the cache")));
    }

    private void drain() throws Exception {
        examples.keep(client.put("/api/0/drain/", Map.of()));
    }

    private void open() throws Exception {
        examples.keep(client.delete("/api/0/drain/"));
    }

    private void logsAndEvents() throws Exception {
        examples.keep(client.get("/api/0/deploys/1/log/"));
        examples.keep(client.get("/api/0/deploys/1/log/stream"));
        examples.keep(client.get("/api/0/deploys/1/log/raw"));
        examples.keep(client.send(client.request("/api/0/deploys/1/log/raw")
                .header("Range", "bytes=3-17")
                .GET()));
        examples.keep(client.get("/api/0/events/?kind=deploy.started"));
        try (var events = client.events("/api/0/events/?after=0&kind=deploy.started", "")) {
            examples.keep("listEvents", 200, STREAM, events.limit(3).collect(Collectors.joining("\n", "", "\n\n")));
        }
    }

    private void locks() throws Exception {
        for (var scope : List.of("locks/global", "locks/environments/production", "apps/shop/lock")) {
            lock("/api/0/%s/".formatted(scope));
        }
        var path = "/api/0/apps/shop/envs/production/lock/";
        drain();
        client.put(path, Map.of("reason", "db migration"));
        var bob =
                client.post("/api/0/tokens/", Map.of("name", "b", "user", "bob", "rights", List.of("deploy", "lock")));
        var bobs = new Client(server.url(), bob.json().get("token").asString());
        var waiting = bobs.post("/api/0/deploys/", Map.of("app", "shop", "queue", true));
        examples.keep(bobs.put(path, Map.of("reason", "mine")));
        examples.keep(bobs.delete(path));
        lock(path);
        client.put("/api/0/deploys/%s/".formatted(waiting.json().get("id").asString()), Map.of("status", "cancelled"));
        open();
    }

    private void lock(String path) throws Exception {
        examples.keep(client.put(path, Map.of("reason", "db migration", "for", "90m")));
        examples.keep(client.get("/api/0/locks/"));
        examples.keep(client.post(path + "extend/", Map.of("for", "1d")));
        examples.keep(client.post(path + "hand-over/", Map.of("to", "ann")));
        examples.keep(client.delete(path));
    }

    private void hosts() throws Exception {
        var url = sshd.url(repository.path());
        examples.keep(client.post("/api/0/hosts/", Map.of("url", url)));
        examples.keep(client.post("/api/0/hosts/", Map.of("url", url, "fingerprint", sshd.fingerprint())));
        examples.keep(client.post("/api/0/hosts/", Map.of("url", url, "fingerprint", "SHA256:other")));
        examples.keep(client.get("/api/0/hosts/"));
        examples.keep(client.delete("/api/0/hosts/%s/".formatted(sshd.host())));
    }

    private void nodes() throws Exception {
        var here = client.get("/api/0/drain/").json().get("id").asString();
        examples.keep(client.put("/api/0/nodes/%s/drain/".formatted(here), Map.of()));
        examples.keep(client.delete("/api/0/nodes/%s/drain/".formatted(here)));
        examples.keep(client.delete("/api/0/nodes/%s/".formatted(here)));
        var silent = silent();
        examples.keep(client.delete("/api/0/nodes/%s/".formatted(silent)));
        examples.keep(client.get("/api/0/nodes/")); // one is left: two of one name come in any order
    }

    /** The node of the server that was here before, once nobody has heard of it for long. */
    private String silent() throws Exception {
        while (true) {
            for (JsonNode node : client.get("/api/0/nodes/").json()) {
                if (node.get("silentSince").isString()) {
                    return node.get("id").asString();
                }
            }
            server.time().pass(Duration.ofSeconds(15));
        }
    }

    private void tokens() throws Exception {
        var made = examples.keep(client.post(
                "/api/0/tokens/",
                Map.of("name", "dashboard", "user", "robot", "rights", List.of("read"), "apps", List.of("shop"))));
        var reader = new Client(server.url(), made.json().get("token").asString());
        examples.keep(reader.send(reader.request("/api/0/shop/deploy/").POST(BodyPublishers.noBody())));
        examples.keep(client.get("/api/0/tokens/"));
        examples.keep(client.post("/api/0/login-links/", Map.of()));
        examples.keep(client.delete(
                "/api/0/tokens/%s/".formatted(made.json().get("id").asString())));
        examples.keep(client.delete("/api/0/tokens/99/"));
    }
}
