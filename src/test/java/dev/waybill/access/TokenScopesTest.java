package dev.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a token may see that is for some apps, an environment, or one deploy. */
class TokenScopesTest extends TokensFixture {
    @Test
    void lists_holdOnlyWhatTheTokenMayRead() throws Exception {
        client.app("shop", repository, "true");
        client.app("blog", repository, "true");
        for (var query : List.of("shop/deploy?env=staging", "shop/deploy", "blog/deploy")) {
            client.awaitEnd(client.deploy(query.split("/")[0], query.contains("?") ? "?env=staging" : ""));
        }
        var ofShop = client(made(Map.of("name", "s", "rights", List.of("read"), "apps", List.of("shop"))));
        var ofStaging = client(made(Map.of("name", "e", "rights", List.of("read"), "environments", "staging")));

        assertThat(names(ofShop.get("/api/0/apps/").json())).containsExactly("shop");
        assertThat(names(ofShop.get("/api/0/deploys/").json())).containsExactly("shop/production#1", "shop/staging#1");
        assertThat(names(ofShop.get("/api/0/deploys/?app=blog").json())).isEmpty();
        assertThat(names(ofStaging.get("/api/0/deploys/").json())).containsExactly("shop/staging#1");
        assertThat(ofShop.get("/api/0/apps/blog/").text())
                .isEqualTo(ofShop.get("/api/0/apps/nosuch/").text().replace("nosuch", "blog"));
    }

    @Test
    void hiddenApp_tellsNothingOfItself_whateverIsAskedOfIt() throws Exception {
        client.app("shop", repository, "true");
        var made = client.post(
                "/api/0/apps/",
                Map.of(
                        "name", "blog",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "provider_config", Map.of("command", "true"),
                        "environments", Map.of("tokyo", Map.of()),
                        "parameters", Map.of("theme", Map.of("type", "text", "required", true))));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var ofShop = client(made(Map.of("name", "s", "rights", List.of("deploy"), "apps", List.of("shop"))));

        for (var asked :
                List.of(Map.of("params", Map.of("x", 1)), Map.of("env", "nosuch", "params", Map.of("theme", "dark")))) {
            var hidden = new HashMap<String, Object>(asked);
            hidden.put("app", "blog");
            var missing = new HashMap<String, Object>(asked);
            missing.put("app", "nosuch");

            assertThat(ofShop.post("/api/0/deploys/", hidden).text())
                    .isEqualTo(ofShop.post("/api/0/deploys/", missing).text().replace("nosuch", "blog"));
        }
    }

    /** An app that comes later may get the name of one that went, and must not get its tokens. */
    @Test
    void tokenOfAnApp_isNotOneOfItsSuccessor() throws Exception {
        client.app("shop", repository, "true");
        var holder = client(made(Map.of("name", "s", "rights", List.of("read"), "apps", List.of("shop"))));
        assertThat(client.delete("/api/0/apps/shop/").status()).isEqualTo(200);
        client.app("shop", repository, "true");

        assertThat(holder.get("/api/0/apps/shop/").status()).isEqualTo(404);
        assertThat(holder.get("/api/0/apps/").text()).isEqualTo("[]");
    }

    /** Pitfall 2 and 4: what a command knows is good for its own deploy, and for as long as it runs. */
    @Test
    void tokenOfADeploy_seesThatDeployOnly_isMasked_andEndsWithIt() throws Exception {
        var copy = directory.resolve("token");
        client.app("blog", repository, "true");
        var other = client.deploy("blog", "");
        client.app(
                "shop",
                repository,
                "printf %%s \"$WAYBILL_TOKEN\" > '%1$s'; echo \"it is $WAYBILL_TOKEN\"; while [ -e '%1$s' ]; do sleep 0.2; done"
                        .formatted(copy));
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "it is ***\n");
        var own = new Client(server.url(), Files.readString(copy));
        var path = "/api/0/deploys/" + deploy.get("id").asString();

        assertThat(own.get(path + "/").json().get("status").asString()).isEqualTo("in_progress");
        assertThat(own.get(path + "/log/").text()).contains("it is ***");
        assertThat(names(own.get("/api/0/deploys/").json())).containsExactly("shop/production#1");
        assertThat(own.put(path + "/", Map.of("status", "cancelled")).status()).isEqualTo(403);
        assertThat(own.post("/api/0/deploys/", Map.of("app", "shop")).status()).isEqualTo(403);
        for (var below : List.of("", "/log", "/log/raw", "/log/stream")) {
            assertThat(own.get("/api/0/deploys/" + other.get("id").asString() + below)
                            .status())
                    .as(below)
                    .isEqualTo(404);
        }
        try (var events = own.events("/api/0/events/?after=0", "")) {
            assertThat(events.filter(line -> line.startsWith("data: ")).limit(2)) // requested and started
                    .allMatch(event -> event.contains("shop/production#1"));
        }
        assertThat(own.get("/api/0/apps/").text()).isEqualTo("[]");
        assertThat(own.get("/api/0/nodes/").status()).isEqualTo(403);
        assertThat(client.get("/api/0/tokens/").text()).doesNotContain("deploy 2");
        Files.delete(copy);
        client.awaitEnd(deploy);
        assertThat(own.get(path + "/").status()).isEqualTo(401);
    }
}
