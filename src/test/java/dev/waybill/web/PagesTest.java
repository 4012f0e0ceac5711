package dev.waybill.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.sightings.PastSighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private TestServer server;
    private TestRepository repository;
    private Client client;
    private String cookie = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        cookie = Browser.at(server).signIn(server.token());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private Client.Answer page(String path) throws Exception {
        return client.send(client.bare(path)
                .header("Cookie", cookie)
                .header("Accept", "text/html")
                .GET());
    }

    @Test
    void overview_showsWhatIsLive_andWhatHappened() throws Exception {
        client.app("shown", repository, "echo '<script>alert(1)</script>'");
        client.awaitEnd(client.deploy("shown", ""));

        var overview = page("/");

        assertThat(overview.status()).isEqualTo(200);
        assertThat(overview.contentType()).startsWith("text/html");
        assertThat(overview.text())
                .contains(
                        "/apps/shown/production/1",
                        "shown production #1",
                        ">live<",
                        repository.git("rev-parse", "main").substring(0, 7));
    }

    @Test
    void overview_showsThatAnotherCommitIsLive() throws Exception {
        client.app("drifting", repository, "true");
        client.awaitEnd(client.deploy("drifting", ""));
        PastSighting.put(server, "drifting");

        assertThat(page("/").text()).contains("ddddddd is live (Heroku release v42)</bdi>");
        var known = Map.of("acknowledged", "d".repeat(40));
        client.put("/api/0/apps/drifting/envs/production/drift/", known);
        assertThat(page("/").text()).contains("ddddddd is live (Heroku release v42), as admin knows</bdi>");
    }

    @Test
    void overview_showsEveryLockOnAnEnvironment_withItsEnd() throws Exception {
        client.app("locked", repository, "true");
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "audit"));
        client.put("/api/0/locks/environments/production/", Map.of("reason", "look out", "kind", "warning"));

        assertThat(page("/").text()).contains("locked by admin: audit", "warning by admin: look out, until 20", " UTC");
        client.put("/api/0/apps/locked/", Map.of("lockedReason", false));
        client.delete("/api/0/locks/environments/production/");
    }

    @Test
    void deploy_showsItsEvidence_asALinkIfItIsOne() throws Exception {
        client.app("evident", repository, "true");
        var sha = repository.git("rev-parse", "main");
        var path = "/api/0/apps/evident/envs/production/record/";
        client.post(path, Map.of("sha", sha, "evidence", "https://ci.example.com/42"));
        client.post(path, Map.of("sha", sha, "evidence", "javascript:alert(1) <b>"));

        assertThat(page("/apps/evident/production/1").text())
                .contains("<a href=\"https://ci.example.com/42\" rel=\"noreferrer\">")
                .doesNotContain("took");
        assertThat(page("/apps/evident/production/2").text())
                .contains("<dd>javascript:alert(1) &lt;b&gt;</dd>")
                .doesNotContain("href=\"javascript");
    }

    @Test
    void deploy_showsItsLog_escaped() throws Exception {
        client.app("escaped", repository, "echo '<script>alert(1)</script>'");
        client.awaitEnd(client.deploy("escaped", ""));

        var page = page("/apps/escaped/production/1");

        assertThat(page.text())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert")
                .contains("data-complete=\"true\"");
        assertThat(page("/apps/escaped/production/1/log").text()).contains("<script>alert(1)</script>");
        assertThat(page("/apps/escaped/production/1/log").contentType()).startsWith("text/plain");
        assertThat(page("/apps/escaped/production/1/log/stream").text()).contains("event: end");
    }

    @Test
    void unknownDeploy_isAPageThatSaysSo() throws Exception {
        var page = page("/apps/nosuch/production/1");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).contains("this deploy does not exist", "Overview");
        assertThat(page("/apps/a/b/x").status()).isEqualTo(404);
    }

    @Test
    void unknownPath_isAPage_forABrowserAlone() throws Exception {
        var page =
                client.send(client.bare("/nosuch").header("Accept", "text/html").GET());

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("This page does not exist", "Overview");
        assertThat(client.get("/nosuch").contentType()).isEqualTo("application/json");
        var api = client.send(
                client.bare("/api/0/nosuch").header("Accept", "text/html").GET());
        assertThat(api.contentType()).isEqualTo("application/json");
    }

    @Test
    void assets_areThere_andKeptForEver() throws Exception {
        var paths = Pattern.compile("/assets/[0-9a-f]+/[a-z./]+")
                .matcher(page("/").text())
                .results()
                .map(it -> it.group())
                .toList();

        assertThat(paths).hasSizeGreaterThanOrEqualTo(2);
        for (var path : paths) {
            var asset = page(path);
            assertThat(asset.status()).isEqualTo(200);
            assertThat(asset.response().headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(it -> assertThat(it).contains("immutable"));
        }
    }
}
