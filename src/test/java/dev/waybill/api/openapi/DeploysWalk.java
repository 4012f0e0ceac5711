package dev.waybill.api.openapi;

import dev.waybill.Client;
import dev.waybill.sightings.PastSighting;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The first half of the walk: an app, its deploys, its environments, and what is told of them. */
final class DeploysWalk {
    private final Stage stage;
    private final Client client;
    private final Examples examples;

    DeploysWalk(Stage stage) {
        this.stage = stage;
        this.client = stage.client();
        this.examples = stage.examples();
    }

    void go() throws Exception {
        apps();
        deploys();
        rollback();
        promotion();
        record();
        logsAndEvents();
        external();
    }

    private void apps() throws Exception {
        var shop = Map.of(
                "name", "shop",
                "repository", stage.repository().path().toString(),
                "provider", "shell",
                "provider_config", Map.of("command", "echo to {environment}", "timeout", 600),
                "artifacts", List.of("readme"),
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
        examples.keep(new Client(stage.server().url(), bob.json().get("token").asString())
                .post("/api/0/deploys/", Map.of("app", "shop")));
        client.put("/api/0/apps/shop/", Map.of("lockedReason", false, "secrets", Map.of()));
        examples.keep(client.get("/api/0/apps/shop/history/"));
        examples.keep(client.post("/api/0/apps/shop/restore/", Map.of("version", 3)));
        examples.keep(client.post("/api/0/config/reload/", Map.of()));
        examples.keep(client.get("/api/0/config/"));
    }

    private void deploys() throws Exception {
        stage.drain(); // so that what is asked for waits until it was answered
        var first = examples.keep(client.send(
                client.request("/api/0/shop/deploy/?ref=main&reason=new+prices").POST(BodyPublishers.noBody())));
        stage.open();
        client.awaitEnd(first.json());
        examples.keep(client.get("/api/0/deploys/1/"));
        examples.keep(client.get("/api/0/deploys/99/"));
        examples.keep(client.get("/api/0/deploys/1/artifacts/"));
        examples.keep(client.get("/api/0/deploys/1/artifacts/raw/?name=readme"));
        examples.keep(client.get("/api/0/deploys/1/artifacts/raw/?name=nosuch"));
        examples.keep(client.get("/api/0/deploys/1/script/"));
        stage.drain();
        examples.keep(client.post("/api/0/deploys/1/retry/", Map.of("reason", "once more")));
        stage.open();
        client.awaitEnd(client.get("/api/0/deploys/2/").json());
        examples.keep(client.get("/api/0/deploys/?app=shop"));
        examples.keep(client.get("/api/0/deploy-stats/?app=shop"));
        changes();

        stage.drain();
        examples.keep(client.post("/api/0/deploys/", Map.of("app", "shop", "user", "ann", "ref", "main")));
        examples.keep(client.post("/api/0/deploys/3/report/", Map.of("progress", 40, "note", "half of the hosts")));
        examples.keep(client.put("/api/0/deploys/3/", Map.of("status", "cancelled")));
        examples.keep(client.put("/api/0/deploys/3/", Map.of("status", "cancelled")));
        client.deploy("shop", "");
        examples.keep(client.post("/api/0/deploys/4/kill/", Map.of()));
        examples.keep(client.get("/api/0/drain/"));
        stage.open();
    }

    private String live() throws Exception {
        return stage.repository().git("rev-parse", "HEAD");
    }

    private void changes() throws Exception {
        var live = live();
        var next = stage.repository()
                .git("-c", "user.name=Ann", "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Round prices up (#12)");
        examples.replace(next, "9c41f7a2d3e8b5061f2a7c9d4e3b8a5f6071c2d3");
        examples.replace(next.substring(0, 7), "9c41f7a");
        stage.repository().git("tag", "next", next);
        examples.keep(client.get("/api/0/apps/shop/envs/production/changes/?ref=next"));
        examples.keep(client.get("/api/0/apps/shop/envs/production/changes/?ref=nosuch"));
        examples.keep(client.get("/api/0/apps/shop/changes/?from=:production%231&to=next"));
        examples.keep(client.get("/api/0/remote-changes/shop/?startRef=" + live + "&endRef=next"));
    }

    private void checks() throws Exception {
        var age = Map.of("type", "age", "config", Map.of("min", "1s", "name", "settled"));
        client.put("/api/0/apps/shop/", Map.of("checks", List.of(age)));
        examples.keep(client.get("/api/0/apps/shop/checks/?ref=main&env=production"));
        client.put("/api/0/apps/shop/", Map.of("checks", List.of()));
    }

    private void rollback() throws Exception {
        var live = live();
        client.put("/api/0/apps/shop/", Map.of("environments", Map.of("production", Map.of(), "staging", Map.of())));
        client.awaitEnd(client.deploy("shop", "?ref=next"));
        var environment = "/api/0/apps/shop/envs/production/";
        var back = Map.of("reason", "prices were rounded down");
        examples.keep(client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop", "ref", "next")));
        examples.keep(client.post("/api/0/deploys/", Map.of("app", "shop", "ref", "next", "expectedLive", live)));
        examples.keep(client.post(environment + "rollback/?dry_run=true", back));
        stage.drain();
        var rollback = examples.keep(client.post(environment + "rollback/", back));
        stage.awaitLook(environment);
        examples.keep(client.get(environment));
        examples.keep(client.post(environment + "look/", Map.of()));
        examples.keep(client.put(environment + "drift/", Map.of("acknowledged", live)));
        PastSighting.put(stage.server(), "shop");
        examples.keep(client.put(environment + "drift/", Map.of("acknowledged", "d".repeat(40))));
        examples.keep(client.get(environment + "explain/"));
        checks();
        examples.keep(client.get("/api/0/overview/"));
        examples.keep(client.get("/api/0/commits/%s/".formatted(live)));
        examples.keep(client.get("/api/0/commits/main/"));
        examples.keep(client.get("/api/0/commits/0123456/"));
        stage.open();
        client.awaitEnd(rollback.json());
        examples.keep(client.post(environment + "rollback/", Map.of("reason", "again", "to", "#99")));
    }

    private void promotion() throws Exception {
        var environment = "/api/0/apps/shop/envs/production/";
        var staging = Map.of("to", "staging");
        examples.keep(client.post(environment + "promote/", Map.of("to", "production")));
        examples.keep(client.post(environment + "promote/?dry_run=true", staging));
        stage.drain();
        var promoted = examples.keep(client.post(environment + "promote/", staging));
        stage.open();
        client.awaitEnd(promoted.json());
        examples.keep(client.post("/api/0/deploys/5/judge/", Map.of("verdict", "good")));
        examples.keep(client.post("/api/0/deploys/5/judge/", Map.of("verdict", "good", "reason", "it was the cache")));
    }

    private void record() throws Exception {
        var elsewhere = Map.of("sha", live(), "ref", "main", "evidence", "https://ci.example.com/jobs/42");
        examples.keep(client.post("/api/0/apps/shop/envs/staging/record/?dry_run=true", elsewhere));
        examples.keep(client.post("/api/0/apps/shop/envs/staging/record/", elsewhere));
        examples.keep(client.post("/api/0/apps/shop/envs/staging/record/", Map.of("sha", "0123456")));
    }

    private void external() throws Exception {
        var deploy = client.deploy("shop", "?external=true");
        var path = "/api/0/deploys/%s/".formatted(deploy.get("id").asString());
        var key = "0Zt3wGq5nVb8xKc1yLd7mRf2pSh9jTk4";
        while (!client.show(deploy).get("status").asString().equals("in_progress")) {
            client.get(path + "?wait=1");
        }
        var begin = Map.of("key", key, "host", "build7", "process", 4711);
        examples.keep(client.put(path + "driver/", begin));
        examples.keep(client.put(path + "driver/", Map.of("key", key.repeat(2), "host", "build8", "process", 4711)));
        examples.keep(output(path + "output/?offset=0", key));
        examples.keep(output(path + "output/?offset=100", key));
        examples.keep(client.put(path + "exit/", Map.of("key", key, "code", 0, "end", 15)));
        examples.keep(client.put(path + "exit/", Map.of("key", key, "code", 0, "end", 14)));
    }

    private Client.Answer output(String path, String key) throws Exception {
        return client.send(client.request(path)
                .header("Waybill-Driver", key)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("to production\n")));
    }

    private void logsAndEvents() throws Exception {
        examples.keep(client.get("/api/0/deploys/1/log/"));
        examples.keep(client.get("/api/0/deploys/1/log/stream"));
        examples.keep(client.get("/api/0/deploys/1/log/raw"));
        examples.keep(client.send(client.request("/api/0/deploys/1/log/raw")
                .header("Range", "bytes=3-17")
                .GET()));
        examples.keep(client.get("/api/0/deploys/1/log/lines?from=1&to=2"));
        examples.keep(client.get("/api/0/deploys/1/log/lines/stream?after=1"));
        examples.keep(client.get("/api/0/deploys/1/log/search?q=production"));
        examples.keep(client.get("/api/0/deploys/1/log/search"));
        examples.keep(client.get("/api/0/deploys/1/log/outline"));
        examples.keep(client.get("/api/0/events/?kind=deploy.started"));
        try (var events = client.events("/api/0/events/?after=0&kind=deploy.started", "")) {
            examples.keep(
                    "listEvents",
                    200,
                    "text/event-stream",
                    events.limit(3).collect(Collectors.joining("\n", "", "\n\n")));
        }
    }
}
