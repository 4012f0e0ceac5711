package dev.waybill.api.openapi;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.deliveries.PastDelivery;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.hosts.Sshd;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The second half of the walk: locks, and who and what else a server knows. */
final class ServersWalk {
    private final Stage stage;
    private final Client client;
    private final Examples examples;
    private final Sshd sshd;

    ServersWalk(Stage stage, Sshd sshd) {
        this.stage = stage;
        this.client = stage.client();
        this.examples = stage.examples();
        this.sshd = sshd;
    }

    void go() throws Exception {
        locks();
        hosts();
        tokens();
        deliveries();
        codeHost();
        automation();
        workspaces();
    }

    private void workspaces() throws Exception {
        client.app("images", stage.repository(), "exit 1");
        client.put("/api/0/apps/images/", Map.of("keep_failed", 2));
        client.awaitEnd(client.deploy("images", ""));
        while (client.get("/api/0/workspaces/").json().isEmpty()) {
            Pause.briefly();
        }
        var all = examples.keep(client.get("/api/0/workspaces/"));
        var path =
                "/api/0/workspaces/%s/".formatted(all.json().get(0).get("name").asString());
        examples.keep(client.delete(path));
        while (client.delete(path).status() == 200) {
            Pause.briefly(); // until its node has removed it
        }
        examples.keep(client.delete(path));
    }

    private void automation() throws Exception {
        var path = "/api/0/apps/news/envs/staging/auto/";
        client.app("news", stage.repository(), "true");
        examples.keep(client.put(path, Map.of("mode", "on")));
        var auto = Map.of("on", "tag", "tags", "v*");
        client.put("/api/0/apps/news/", Map.of("environments", Map.of("staging", Map.of("auto", auto))));
        while (!client.get(path).text().contains("no tag of news")) { // it is looked at first
            Pause.briefly();
        }
        examples.keep(client.put(path, Map.of("mode", "off", "reason", "the fair")));
        examples.keep(client.get(path));
    }

    private void codeHost() throws Exception {
        client.put(
                "/api/0/apps/shop/",
                Map.of(
                        "via",
                        "github",
                        "forge",
                        Map.of("repo", FakeGitHub.REPOSITORY, "accept_deployments", Map.of("from", "alice"))));
        while (client.get("/api/0/apps/shop/forge/")
                .json()
                .at("/incoming/dateSeen")
                .isNull()) {
            Pause.briefly();
        }
        examples.keep(client.get("/api/0/apps/shop/forge/"));
        examples.keep(client.get("/api/0/apps/blog/forge/"));
        notifiers();
    }

    /** To a private address, so nothing is sent. */
    private void notifiers() throws Exception {
        examples.keep(client.post("/api/0/apps/shop/notifiers/test/", Map.of()));
        var webhook = Map.of("type", "webhook", "config", Map.of("url", "http://127.0.0.1/hook"));
        client.put("/api/0/apps/shop/", Map.of("notifiers", List.of(webhook)));
        examples.keep(client.post("/api/0/apps/shop/notifiers/test/", Map.of()));
        examples.keep(client.post("/api/0/apps/shop/notifiers/test/", Map.of("notifier", "slack")));
        client.put("/api/0/apps/shop/", Map.of("notifiers", List.of()));
    }

    private void deliveries() throws Exception {
        PastDelivery.put(stage.server());
        examples.keep(client.get("/api/0/deploys/1/registration/"));
        examples.keep(client.get("/api/0/deliveries/"));
        examples.keep(client.get("/api/0/deliveries/1/"));
        examples.keep(client.get("/api/0/deliveries/2/"));
        examples.keep(client.get("/api/0/deliveries/?state=lost"));
        examples.keep(client.post("/api/0/deliveries/1/resend/", Map.of()));
    }

    private void locks() throws Exception {
        for (var scope : List.of("locks/global", "locks/environments/production", "apps/shop/lock")) {
            lock("/api/0/%s/".formatted(scope));
        }
        var path = "/api/0/apps/shop/envs/production/lock/";
        stage.drain();
        client.put(path, Map.of("reason", "db migration"));
        var bob =
                client.post("/api/0/tokens/", Map.of("name", "b", "user", "bob", "rights", List.of("deploy", "lock")));
        var bobs = new Client(stage.server().url(), bob.json().get("token").asString());
        var waiting = bobs.post("/api/0/deploys/", Map.of("app", "shop", "queue", true));
        examples.keep(bobs.put(path, Map.of("reason", "mine")));
        examples.keep(bobs.delete(path));
        examples.keep(bobs.post("/api/0/chat/", Map.of("text", "deploy shop to prod", "room", "#ops")));
        lock(path);
        client.put("/api/0/deploys/%s/".formatted(waiting.json().get("id").asString()), Map.of("status", "cancelled"));
        stage.open();
    }

    private void lock(String path) throws Exception {
        examples.keep(client.put(path, Map.of("reason", "db migration", "for", "90m")));
        examples.keep(client.get("/api/0/locks/"));
        examples.keep(client.post(path + "extend/", Map.of("for", "1d")));
        examples.keep(client.post(path + "hand-over/", Map.of("to", "ann")));
        examples.keep(client.delete(path));
    }

    private void hosts() throws Exception {
        var url = sshd.url(stage.repository().path());
        examples.keep(client.post("/api/0/hosts/", Map.of("url", url)));
        examples.keep(client.post("/api/0/hosts/", Map.of("url", url, "fingerprint", sshd.fingerprint())));
        examples.keep(client.post("/api/0/hosts/", Map.of("url", url, "fingerprint", "SHA256:other")));
        examples.keep(client.get("/api/0/hosts/"));
        examples.keep(client.delete("/api/0/hosts/%s/".formatted(sshd.host())));
    }

    /** First of all, so that none falls silent while others drain. */
    void nodes() throws Exception {
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
            stage.server().time().pass(Duration.ofSeconds(15));
        }
    }

    private void tokens() throws Exception {
        var made = examples.keep(client.post(
                "/api/0/tokens/",
                Map.of("name", "dashboard", "user", "robot", "rights", List.of("read"), "apps", List.of("shop"))));
        var reader = new Client(stage.server().url(), made.json().get("token").asString());
        examples.keep(reader.send(reader.request("/api/0/shop/deploy/").POST(BodyPublishers.noBody())));
        examples.keep(client.get("/api/0/tokens/"));
        examples.keep(client.post("/api/0/login-links/", Map.of()));
        examples.keep(client.delete(
                "/api/0/tokens/%s/".formatted(made.json().get("id").asString())));
        examples.keep(client.delete("/api/0/tokens/99/"));
    }
}
