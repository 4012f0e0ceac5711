package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.api.ApiFixture;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people see of checks, through the API and on the command line. */
@Tag("processes")
class CheckLookupsTest extends ApiFixture {
    private CheckHost host;
    private CheckedApps apps;

    @BeforeEach
    final void open() throws Exception {
        host = new CheckHost();
        apps = new CheckedApps(client, repository, host);
    }

    @AfterEach
    final void closeHost() {
        host.close();
    }

    @Test
    void checks_areListed_withStateLinkAndReporter_andAskedWhenSomebodyLooks() throws Exception {
        host.answers(202);
        apps.app("listed", apps.http("name", "ci"));

        var listed = client.get("/api/0/apps/listed/checks/").json();
        client.get("/api/0/apps/listed/checks/");

        assertThat(listed.at("/sha").asString()).isEqualTo(apps.head());
        assertThat(listed.at("/checks/0/name").asString()).isEqualTo("ci");
        assertThat(listed.at("/checks/0/state").asString()).isEqualTo("pending");
        assertThat(listed.at("/checks/0/dateAsked").isString()).isTrue();
        assertThat(listed.at("/checks/0/results/0/link").asString()).startsWith(host.url());
        assertThat(listed.at("/checks/0/results/0/reporter").asString()).isEqualTo("127.0.0.1");
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void checks_ofNoSuchRefOrEnvironment_areRefused() throws Exception {
        apps.app("refused", apps.http());
        apps.client()
                .put(
                        "/api/0/apps/refused/",
                        Map.of("environments", Map.of("production", Map.of(), "staging", Map.of())));

        assertThat(client.get("/api/0/apps/refused/checks/?ref=nosuch").status())
                .isEqualTo(400);
        assertThat(client.get("/api/0/apps/refused/checks/?env=nosuch").status())
                .isEqualTo(400);
        assertThat(client.get("/api/0/apps/nosuch/checks/").status()).isEqualTo(404);
    }

    @Test
    void dryRunAndExplanation_nameTheCheck() throws Exception {
        host.answers(418);
        apps.app("dry", apps.http("name", "ci"));

        var dry = client.post("/api/0/deploys/?dry_run=true", Map.of("app", "dry"))
                .json();
        var why = client.get("/api/0/apps/dry/envs/production/explain/?as=me").json();
        var forced = client.get("/api/0/apps/dry/envs/production/explain/?as=me&force=true")
                .json();

        assertThat(dry.at("/blockers/0/code").asString()).isEqualTo("CHECK_FAILED");
        assertThat(why.at("/blockers/0/code").asString()).isEqualTo("CHECK_FAILED");
        assertThat(forced.at("/blockers")).isEmpty();
        assertThat(forced.at("/warnings/0").asString()).isEqualTo("force skips the checks ci");
    }

    @Test
    void secretOfACheck_isNeverShown() throws Exception {
        var secret = directory.resolve("secret");
        Files.writeString(secret, "hunter2-hunter2");
        host.answers(200, "{\"state\": \"hunter2-hunter2 is wrong\"}");
        var url = Map.of("file", directory.resolve("url").toString());
        Files.writeString(directory.resolve("url"), host.url() + "?token=hunter2-hunter2");
        apps.app(
                "secret",
                Map.of(
                        "type",
                        "http",
                        "config",
                        Map.of(
                                "url",
                                url,
                                "json",
                                "state",
                                "value",
                                "ok",
                                "headers",
                                Map.of("Authorization", Map.of("file", secret.toString())))));

        var listed = client.get("/api/0/apps/secret/checks/").text();

        assertThat(host.asked()).containsExactly("/?token=hunter2-hunter2");
        assertThat(listed).contains("*** is wrong").doesNotContain("hunter2");
    }

    @Test
    void secretOfTheApp_isNeverShown_whoeverReportsIt() throws Exception {
        var secret = Files.writeString(directory.resolve("app-secret"), "hunter3-hunter3");
        host.answers(200, "{\"state\": \"printed hunter3-hunter3\"}");
        apps.app("leaky", apps.http("json", "state", "value", "ok"));
        client.put("/api/0/apps/leaky/", Map.of("secrets", Map.of("KEY", Map.of("file", secret.toString()))));

        assertThat(client.get("/api/0/apps/leaky/checks/").text())
                .contains("printed ***")
                .doesNotContain("hunter3");
    }

    @Test
    void commandLine_showsChecks() throws Exception {
        host.answers(202);
        apps.app("shown", apps.http("name", "ci"));
        var cli = new TestCli(server.url(), server.token(), directory);

        var checks = cli.run("checks", "shown");
        var why = cli.run("why", "shown", "in", "production", "--as", "me");
        apps.waiting("shown");
        var status = cli.run("status", "shown", "in", "production");

        assertThat(checks.out()).contains("ci", "pending", "answered 202: under way", host.url());
        assertThat(checks.err())
                .startsWith("shown in production (main, " + apps.head().substring(0, 7));
        assertThat(why.out()).contains("CHECK_PENDING", "(--force)");
        assertThat(status.out()).contains("answered 202: under way");
        assertThat(status.err()).contains("check  ci pending since");
    }

    @Test
    void page_showsChecks() throws Exception {
        host.answers(202);
        apps.app("paged", apps.http("name", "ci"));
        apps.waiting("paged");

        var checks = server.engine()
                .looking()
                .checks()
                .ofDeploy(server.engine().deploys().unfinished().getFirst());

        assertThat(checks)
                .singleElement()
                .satisfies(check -> assertThat(check.checked().name()).isEqualTo("ci"));
        assertThat(List.of(checks.getFirst().checked().standing().state())).containsExactly(CheckState.PENDING);
    }
}
