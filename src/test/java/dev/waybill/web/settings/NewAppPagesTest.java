package dev.waybill.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On a server with an app of its configuration file. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewAppPagesTest {
    private static final String NEW = "/apps/new";

    private TestServer server;
    private TestRepository repository;
    private String cookie = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        var file = directory.resolve("apps.yaml");
        Files.writeString(file, "apps: {filed: {repository: /srv/filed, deploy: make}}\n");
        server = TestServer.in(directory.resolve("data")).with(file).start();
    }

    @BeforeEach
    void signIn() throws Exception {
        cookie = Browser.at(server).signIn(server.token());
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private Sent form(String path) throws Exception {
        return Sent.of(Browser.at(server), cookie, path);
    }

    private String config(String app) throws Exception {
        return server.client().get("/api/0/apps/%s/".formatted(app)).text();
    }

    @Test
    void form_makesAnApp_withItsEnvironments() throws Exception {
        var answer = form(NEW)
                .with("f.name", "shop")
                .with("f.repository", repository.path().toString())
                .with("f.provider_config.command", "./deploy.sh {environment}")
                .with("f.environments", "staging\r\nproduction")
                .send();

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.response().headers().firstValue("Location")).contains("/apps/shop");
        assertThat(config("shop")).contains("\"staging\":{", "./deploy.sh {environment}");
        var again = form(NEW)
                .with("f.name", "shop")
                .with("f.repository", "/srv/shop")
                .with("f.provider_config.command", "make")
                .send();
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("an app named shop already exists", "value=\"/srv/shop\"");
    }

    @Test
    void file_makesAnApp_asWell() throws Exception {
        var answer = form(NEW + "?by=yaml&provider=fake")
                .with("yaml", "toy: {repository: %s, provider: fake}".formatted(repository.path()))
                .send();

        assertThat(answer.status()).isEqualTo(303);
        assertThat(config("toy")).contains("\"provider\":\"fake\"");
    }

    @Test
    void mistakes_areToldAtTheirFields() throws Exception {
        var answer =
                form(NEW).with("f.name", "Not this").with("f.repository", "-x").send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("cannot be the name of an app", "is not a git URL", "Missing required option")
                .contains("value=\"Not this\"");
    }

    @Test
    void reader_cannotAddOne_andSeesWhy() throws Exception {
        var made = server.client().post("/api/0/tokens/", Map.of("name", "some", "rights", List.of("deploy")));
        cookie = Browser.at(server).signIn(made.json().get("token").asString());

        assertThat(Browser.at(server).get(NEW, cookie).text()).contains("You cannot add one:", "disabled");
        assertThat(form(NEW).with("f.name", "mine").send().status()).isEqualTo(403);
    }

    @Test
    void appOfTheFile_saysWhereItIsChanged() throws Exception {
        var form = form("/apps/filed/settings");

        assertThat(Browser.at(server).get(form.path(), cookie).text())
                .contains("belongs to the configuration file", "waybill reload", "readonly");
        var answer = form.with("yaml", "filed: {repository: /srv/other, deploy: make}")
                .with("planned", "")
                .send();
        assertThat(answer.text()).contains("Read only:");
        assertThat(config("filed")).contains("/srv/filed");
    }
}
