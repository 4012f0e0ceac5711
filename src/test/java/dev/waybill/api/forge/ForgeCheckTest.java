package dev.waybill.api.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.forge.fake.FakeGitHub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the credential of an app can do at its code host, as the API and the command line tell it. */
class ForgeCheckTest {
    @TempDir
    Path directory;

    private FakeGitHub github;
    private TestServer server;
    private Client client;
    private TestRepository repository;

    @BeforeEach
    void start() throws Exception {
        github = FakeGitHub.start();
        var token = Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN);
        repository = TestRepository.make(directory.resolve("repository"));
        var config = Files.writeString(
                directory.resolve("waybill.yaml"), """
                github: {api_root: '%s', token: {file: '%s'}}
                apps:
                  shop: {repository: '%s', deploy: make, via: github, github: {repo: acme/shop, contexts: [build]}}
                """.formatted(github.url(), token, repository.path()));
        server = TestServer.in(directory.resolve("data")).with(config).start();
        client = server.client();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        github.close();
    }

    private TestCli.Done check(String app) throws Exception {
        return new TestCli(server.url(), server.token(), directory).run("forge", "check", app);
    }

    @Test
    void abilities_areListed_andNothingIsMissing() throws Exception {
        var shown = client.get("/api/0/apps/shop/forge/");
        var done = check("shop");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().get("host").asString()).isEqualTo("GitHub");
        assertThat(shown.json().get("repository").asString()).isEqualTo("acme/shop");
        assertThat(shown.text()).doesNotContain(FakeGitHub.TOKEN);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out())
                .startsWith("acme/shop at GitHub, needs build")
                .contains("read commit statuses", "allowed");
    }

    @Test
    void whatIsRefused_isSaid_withTheWayOut_andFails() throws Exception {
        github.withhold("checks=read");
        github.withhold("actions=read");
        github.withhold("deployments=read");

        var done = check("shop");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).contains("read deployments", "refused", "grant the credential deployments: read");
        assertThat(done.err()).contains("the credential cannot").contains("read deployments");
    }

    /** They cannot read check runs, but the jobs of Actions, which do for checks that are named. */
    @Test
    void fineGrainedToken_isEnough_forNamedChecks() throws Exception {
        github.withhold("checks=read");
        client.app("all", repository, "true");
        client.put("/api/0/apps/all/", Map.of("via", "github", "github", Map.of("repo", "acme/shop")));

        assertThat(check("shop").code()).isZero();
        assertThat(check("all").code()).isEqualTo(1);
        assertThat(check("all").err()).contains("the credential cannot read check runs");
    }

    @Test
    void revokedToken_andMissingRepository_areSaid() throws Exception {
        github.revoke(FakeGitHub.TOKEN);
        var revoked = check("shop");
        github.accept(FakeGitHub.TOKEN);
        github.hide();
        var hidden = check("shop");

        assertThat(revoked.code()).isEqualTo(1);
        assertThat(revoked.out()).contains("read the repository", "refused");
        assertThat(hidden.code()).isEqualTo(1);
        assertThat(hidden.out()).contains("read the repository", "refused");
    }

    /** An app that is made by a request uses the server's credential, too, but only where the server says. */
    @Test
    void appWithoutWhatItNeeds_isToldWhat() throws Exception {
        client.app("blog", repository, "true");
        assertThat(check("blog").err()).contains("app blog has no code host; set its via");

        assertThat(client.put("/api/0/apps/blog/", Map.of("via", "github")).status())
                .isEqualTo(200);
        var local = client.get("/api/0/apps/blog/forge/");
        assertThat(local.status()).isEqualTo(409);
        assertThat(local.text()).contains("no_code_host", "set github.repo");

        client.put("/api/0/apps/blog/", Map.of("github.repo", "acme/shop"));
        assertThat(check("blog").code()).isZero();

        client.put("/api/0/apps/blog/", Map.of("github", Map.of("api_root", "https://evil.example.com")));
        assertThat(check("blog").err()).contains("is not sent to https://evil.example.com");
    }

    /** It uses up the limits of the credential. */
    @Test
    void check_needsThePermissionToConfigure() throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", "t", "user", "bob", "rights", List.of("read")));
        var reader = new Client(server.url(), made.json().get("token").asString());

        assertThat(reader.get("/api/0/apps/shop/forge/").status()).isEqualTo(403);
        assertThat(github.requests()).isEmpty();
    }
}
