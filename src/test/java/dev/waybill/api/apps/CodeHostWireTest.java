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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The settings of an app's code host in the API: what changes them, and who may say where a credential is sent. */
class CodeHostWireTest {
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
        admin.app("shop", TestRepository.make(directory.resolve("repository")), "true");
        assertThat(put(admin, """
                        {"via": "github", "github": {"repo": "acme/shop", "token": {"file": "%s"}, "api_root": "https://git.example.com/api/v3"},
                         "checks": [{"type": "github", "config": {"repo": "a/b", "token": {"env": "GITHUB"}}}]}
                        """.formatted(secret)).status()).isEqualTo(200);
        var made = admin.post(
                "/api/0/tokens/",
                Map.of("name", "ci", "user", "ci", "rights", List.of("configure"), "apps", List.of("shop")));
        configurer = new Client(server.url(), made.json().get("token").asString());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Client.Answer put(Client client, String body) throws Exception {
        var text = body.replace('\'', '"').replace("@SECRET", String.valueOf(secret));
        return client.send(
                client.request(SHOP).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(text)));
    }

    private String forge() throws Exception {
        return admin.get(SHOP).json().get("forge").toString().replace('"', '\'');
    }

    @Test
    void change_mergesWhatIsGiven_underEveryName() throws Exception {
        put(admin, "{'unset': ['forge.token', 'forge.api_root']}");
        assertThat(forge()).isEqualTo("{'repo':'acme/shop'}");

        put(admin, "{'forge': {'contexts': ['build']}}");
        put(admin, "{'github': {'required': true, 'repo': null}}");
        put(admin, "{'github.repo': 'acme/other', 'forge.appId': 12, 'github.private_key': {'env': 'K'}}");

        assertThat(admin.get(SHOP).json().get("forge").propertyNames())
                .containsExactlyInAnyOrder("contexts", "required", "repo", "app_id", "private_key");
        assertThat(put(admin, admin.get(SHOP).text()).json())
                .isEqualTo(admin.get(SHOP).json());
        put(admin, "{'unset': ['github']}");
        assertThat(forge()).isEqualTo("null");
    }

    @Test
    void otherCodeHost_startsAfresh() throws Exception {
        assertThat(put(admin, "{'via': 'gitea'}").json().get("forge").isNull()).isTrue();
        put(admin, "{'gitea': {'repo': 'a/b'}}");
        assertThat(put(admin, "{'unset': ['via']}").json().get("forge").isNull())
                .isTrue();
        assertThat(put(admin, "{'via': 'github', 'forge': {'repo': 'a/b'}}").status())
                .isEqualTo(200);
        assertThat(put(admin, "{'via': 'github'}").json().at("/forge/repo").asString())
                .isEqualTo("a/b");
    }

    @TestFactory
    Stream<DynamicTest> mistake_changesNothing() {
        return Stream.of(
                        "{'gitea': {'repo': 'a/b'}} => needs \\'via\\': \\'gitea\\'",
                        "{'gitea.repo': 'a/b'} => needs \\'via\\': \\'gitea\\'",
                        "{'github': {'repo': 'a/b'}, 'forge': {'repo': 'a/b'}} => give it once",
                        "{'forge.token': 'ghp_x'} => must say where the secret is",
                        "{'github': {'app_id': 1}} => give only one of these",
                        "{'forge.tokn': {'env': 'T'}} => Did you mean token?",
                        "{'github': 'x'} => is not JSON",
                        "{'forge': []} => must be an object",
                        "{'via': 'github', 'unset': ['via'], 'forge': {'a': 1}} => isn't recognized",
                        "{'forge.token': {'file': '/etc/passwd'}} => secret_directories",
                        "{'github.token': {'env': 'PGPASSWORD'}} => is reserved for the server")
                .map(line -> line.split(" => "))
                .map(it -> dynamicTest(it[0], () -> {
                    var before = admin.get(SHOP).text();

                    var answer = put(admin, it[0]);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
                    assertThat(answer.text()).contains(it[1].replace('\'', '"').replace("isn\"t", "isn't"));
                    assertThat(answer.text()).doesNotContain("ghp_x");
                    assertThat(admin.get(SHOP).text()).isEqualTo(before);
                }));
    }

    /** Otherwise whoever configures the app could have its token sent to themselves. */
    @TestFactory
    Stream<DynamicTest> configureAlone_saysNothingAboutWhereACredentialIsSent() {
        return Stream.of(
                        "{'forge.token': {'env': 'T'}}",
                        "{'github': {'api_root': 'https://evil.example.com'}}",
                        "{'forge.apiRoot': 'https://evil.example.com'}",
                        "{'unset': ['forge.api_root']}",
                        "{'via': 'gitea', 'gitea': {'api_root': 'https://evil.example.com', 'token': {'file': '@SECRET'}}}",
                        "{'unset': ['forge.token'], 'forge.api_root': 'https://evil.example.com'}")
                .map(body -> dynamicTest(body, () -> {
                    var before = admin.get(SHOP).text();

                    var answer = put(configurer, body);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                    assertThat(admin.get(SHOP).text()).isEqualTo(before);
                }));
    }

    @Test
    void configureAlone_setsTheRest_andTakesCredentialsAway() throws Exception {
        assertThat(put(configurer, "{'forge': {'repo': 'a/b', 'contexts': 'build', 'required': true}}")
                        .status())
                .isEqualTo(200);
        assertThat(put(configurer, "{'unset': ['forge.token', 'checks']}").status())
                .isEqualTo(200);
        assertThat(put(configurer, "{'forge.api_root': 'https://other.example.com'}")
                        .status())
                .as("no credential of the app is sent there, nor the server's")
                .isEqualTo(200);
    }
}
