package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A token that may configure one app is not that of an admin: it names nothing of the server. */
@Tag("processes")
class ServerReferencesTest {
    private static final String SHOP = "/api/0/apps/shop/";

    @TempDir
    Path directory;

    private TestServer server;
    private Client admin;
    private Client configurer;
    private Path secret;

    @BeforeEach
    void start() throws Exception {
        var secrets = Files.createDirectory(directory.resolve("secrets"));
        secret = Files.writeString(secrets.resolve("shop"), "hunter2");
        server = TestServer.in(directory.resolve("data")).secretsIn(secrets).start();
        admin = server.client();
        admin.app("shop", TestRepository.make(directory.resolve("repository")), "echo it is $S");
        assertThat(put(admin, """
                        {"secrets": {"S": {"file": "%s"}, "T": {"env": "SHOP_T"}}, "run_as": "nobody",
                         "credentials": {"username": "u", "password": {"file": "%1$s"}}, "pass_environment": ["LANG"],
                         "checks": [{"type": "github", "config": {"repo": "a/b", "token": {"env": "GITHUB"}}}]}
                        """.formatted(secret)).status()).isEqualTo(200);
        var made = admin.post(
                "/api/0/tokens/",
                Map.of("name", "ci", "user", "ci", "rights", List.of("configure", "deploy"), "apps", List.of("shop")));
        configurer = new Client(server.url(), made.json().get("token").asString());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static Client.Answer put(Client client, String body) throws Exception {
        return client.send(
                client.request(SHOP).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    @TestFactory
    Stream<DynamicTest> configureAlone_namesNothingOfTheServer() {
        return Stream.of(
                        "{'secrets.N': {'file': '@SECRET'}}",
                        "{'secrets.S': {'env': 'SHOP_T'}}",
                        "{'secrets': {'N': {'file': '@SECRET'}}}",
                        "{'secrets.N': {'env': 'SHOP_T'}}",
                        "{'environments.production.secrets.S': {'file': '@SECRET'}}",
                        "{'ssh_key': {'file': '@SECRET'}}",
                        "{'credentials.password': {'env': 'SHOP_T'}}",
                        "{'credentials.username': 'v'}",
                        "{'repository': 'https://evil.example.com/shop.git'}",
                        "{'pass_environment': ['LANG', 'AWS_SECRET_ACCESS_KEY']}",
                        "{'run_as': 'daemon'}",
                        "{'unset': ['run_as']}",
                        "{'checks': [{'type': 'github', 'config': {'repo': 'a/b', 'api_root': 'http://evil', 'token': {'env': 'GITHUB'}}}]}",
                        "{'notifiers': [{'type': 'webhook', 'config': {'url': 'http://evil', 'headers': {'A': {'env': 'GITHUB'}}}}]}")
                .map(body -> dynamicTest(body, () -> {
                    var text = body.replace('\'', '"').replace("@SECRET", secret.toString());
                    var before = admin.get(SHOP).text();

                    var answer = put(configurer, text);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                    assertThat(answer.text())
                            .contains("lacks the permission \\\"admin\\\"", "references to the server");
                    assertThat(admin.get(SHOP).text()).isEqualTo(before);
                    assertThat(put(admin, text).status()).as("an admin may").isEqualTo(200);
                    assertThat(put(admin, before).status()).isEqualTo(200);
                }));
    }

    @Test
    void configureAlone_keepsWhatStandsThere_andTakesItAway() throws Exception {
        assertThat(put(configurer, admin.get(SHOP).text()).status()).isEqualTo(200);
        assertThat(put(configurer, "{\"deploy\": \"make\", \"timeout\": 5}").status())
                .isEqualTo(200);
        assertThat(put(configurer, "{\"unset\": [\"secrets.T\", \"credentials\", \"checks\", \"pass_environment\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(put(configurer, "{\"repository\": \"https://example.com/other.git\"}")
                        .status())
                .as("no secret goes there any more")
                .isEqualTo(200);

        var restored = configurer.post(SHOP + "restore/", Map.of("version", 2));
        assertThat(restored.status())
                .as("what was taken away does not come back so")
                .isEqualTo(403);
        assertThat(admin.post(SHOP + "restore/", Map.of("version", 2)).status()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> nobodyNamesTheServersOwn() {
        return Stream.of(
                        "{'credentials.password': {'file': '@DATA/admin-token'}}",
                        "{'credentials.password': {'file': '@DATA/../data/admin-token'}}",
                        "{'secrets.N': {'file': '/proc/self/environ'}}",
                        "{'secrets.N': {'file': '/etc/passwd'}}",
                        "{'environments.a.secrets.N': {'file': '@DATA/waybill.db'}}",
                        "{'ssh_key': {'file': '@DATA/admin-token'}}",
                        "{'secrets.N': {'env': 'WAYBILL_DATABASE'}}",
                        "{'secrets.N': {'env': 'PGPASSWORD'}}",
                        "{'pass_environment': ['DATABASE_URL']}",
                        "{'notifiers': [{'type': 'webhook', 'config': {'url': 'http://x', 'headers': {'A': {'file': '@DATA/admin-token'}}}}]}",
                        "{'repository': '@DATA/mirrors/x'}",
                        "{'repository': 'file://@DATA/mirrors/x', 'unset': ['credentials']}",
                        "{'repository': 'file://@DATA/%6dirrors/x', 'unset': ['credentials']}")
                .map(body -> dynamicTest(body, () -> {
                    var text = body.replace('\'', '"')
                            .replace("@DATA", server.data().toString());
                    var answer = put(admin, text);
                    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
                    assertThat(answer.text())
                            .containsAnyOf("which apps cannot use", "is reserved for the server", "secret_directories");
                    var refused = put(configurer, text);
                    assertThat(refused.status()).as(refused.text()).isIn(400, 403);
                    assertThat(refused.text())
                            .doesNotContain(directory.resolve("secrets").toString());
                }));
    }

    @Test
    void whatLeadsToTheServersOwnLater_isNotRead() throws Exception {
        put(admin, "{\"unset\": [\"run_as\", \"credentials\", \"secrets.T\", \"checks\"]}");
        var good = admin.deploy("shop", "");
        assertThat(admin.awaitEnd(good)).contains("it is ***");

        Files.delete(secret);
        Files.createSymbolicLink(secret, server.data().resolve("admin-token"));
        var bad = admin.deploy("shop", "");
        admin.awaitEnd(bad);

        assertThat(admin.show(bad).get("message").asString())
                .contains("secret S: ", "which apps cannot use")
                .doesNotContain(server.token());
    }

    @Test
    void theFileNamesAnyFileButTheServersOwn() throws Exception {
        server.close();
        var key = Files.writeString(directory.resolve("of-the-file"), "hunter2");
        var config = directory.resolve("apps.yaml");
        var text = """
                blog:
                  repository: %s
                  deploy: test $S = hunter2
                  secrets: {S: {file: %s}}
                """;
        Files.writeString(config, text.formatted(directory.resolve("repository"), key));
        server = TestServer.in(directory.resolve("data"))
                .with(config)
                .secretsIn()
                .start();
        var deploy = server.client().deploy("blog", "");
        server.client().awaitEnd(deploy);
        Files.writeString(
                config,
                text.formatted(directory.resolve("repository"), server.data().resolve("admin-token")));
        var reloaded = server.client().post("/api/0/config/reload/", Map.of());

        assertThat(server.client().show(deploy).get("outcome").asString()).isEqualTo("succeeded");
        assertThat(reloaded.status()).isEqualTo(400);
        assertThat(reloaded.text()).contains("blog.secrets.S", "which apps cannot use");
    }
}
