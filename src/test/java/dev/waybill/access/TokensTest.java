package dev.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens: made, shown once, limited, expired, revoked. */
class TokensTest extends TokensFixture {
    @Test
    void create_showsTheTokenOnce_andKeepsOnlyItsHash() throws Exception {
        var made = made(Map.of("name", "ci", "user", "robot", "rights", List.of("deploy", "read")));
        var secret = made.get("token").asString();

        assertThat(secret).matches("wb_[A-Za-z0-9_-]{43}");
        assertThat(made.get("user").get("name").asString()).isEqualTo("robot");
        assertThat(made.get("rights").toString()).isEqualTo("[\"deploy\",\"read\"]");
        assertThat(client(made).get("/api/0/apps/").status()).isEqualTo(200);
        var listed = client.get("/api/0/tokens/");
        assertThat(listed.text())
                .contains("\"name\":\"ci\"", "\"lastUsed\":\"20")
                .doesNotContain(secret, "\"token\"");
        try (var files = Files.list(server.data())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("waybill.db"))
                            .map(TokensTest::bytes))
                    .isNotEmpty()
                    .noneMatch(content -> content.contains(secret));
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void create_namesEveryMistake() throws Exception {
        var answer = client.post(
                "/api/0/tokens/",
                Map.of("rights", List.of("fly"), "apps", List.of("nosuch"), "expires", "soon", "environments", "a b"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").propertyNames())
                .containsExactlyInAnyOrder("name", "rights", "apps", "expires", "environments");
    }

    @Test
    void create_takesTheCallersOwnName_andAForm() throws Exception {
        var answer = client.send(client.request("/api/0/tokens/?name=mine&rights=read,lock")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("user").get("name").asString()).isEqualTo("admin");
        assertThat(answer.json().get("rights").toString()).isEqualTo("[\"lock\",\"read\"]");
    }

    @Test
    void revoked_isRefusedAtOnce() throws Exception {
        var made = made(Map.of("name", "ci", "rights", List.of("read")));
        var holder = client(made);
        assertThat(holder.get("/api/0/apps/").status()).isEqualTo(200);

        var revoked = client.delete("/api/0/tokens/%s/".formatted(made.get("id").asString()));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(holder.get("/api/0/apps/").status()).isEqualTo(401);
        assertThat(client.delete("/api/0/tokens/%s/".formatted(made.get("id").asString()))
                        .status())
                .isEqualTo(404);
        assertThat(client.delete("/api/0/tokens/x/").status()).isEqualTo(404);
    }

    @Test
    void expired_isRefused() throws Exception {
        var soon = server.time().now().plus(Duration.ofHours(1));
        var holder = client(made(Map.of("name", "ci", "rights", List.of("read"), "expires", soon.toString())));
        assertThat(holder.get("/api/0/apps/").status()).isEqualTo(200);

        server.time().pass(Duration.ofHours(1));

        assertThat(holder.get("/api/0/apps/").status()).isEqualTo(401);
    }

    @Test
    void create_refusesAYearThatNoCalendarHas() throws Exception {
        for (var year : List.of("+999999999", "-999999999", "-0001", "+10000")) {
            var answer = client.post(
                    "/api/0/tokens/", Map.of("name", "t", "rights", "read", "expires", year + "-12-31T23:59:59Z"));

            assertThat(answer.status()).as(year).isEqualTo(400);
            assertThat(answer.json().get("message").propertyNames()).containsExactly("expires");
        }
    }

    @Test
    void user_isRecordedAsTheOneOnWhoseBehalf() throws Exception {
        client.app("shop", repository, "true");
        var ci = client(made(Map.of("name", "t", "user", "ci", "rights", List.of("deploy", "impersonate"))));
        var plain = client(made(Map.of("name", "p", "user", "ci", "rights", List.of("deploy"))));

        var forAnn =
                ci.post("/api/0/deploys/", Map.of("app", "shop", "user", "ann")).json();
        var ownName = plain.post("/api/0/deploys/", Map.of("app", "shop", "user", "ci"));
        var refused = plain.post("/api/0/deploys/", Map.of("app", "shop", "user", "ann"));

        assertThat(forAnn.get("user").get("name").asString()).isEqualTo("ann");
        assertThat(forAnn.get("requestedBy").asString()).isEqualTo("ci on behalf of ann");
        assertThat(ownName.status()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("impersonate", "shop/production");
    }
}
