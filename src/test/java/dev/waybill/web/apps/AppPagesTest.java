package dev.waybill.web.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import dev.waybill.sightings.PastSighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of apps and environments. What is live is recorded, so that no command runs. */
class AppPagesTest extends SharedServer {
    private Browser browser;
    private String cookie;

    @BeforeAll
    void signIn() throws Exception {
        browser = Browser.at(server);
        cookie = browser.signIn(server.token());
    }

    private String page(String path) throws Exception {
        var answer = browser.get(path, cookie);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private void app(String name, Map<String, ?> environments) throws Exception {
        client.app(name, repository, Map.of("command", "true"), Map.of("environments", environments));
    }

    private void live(String app, String environment, String sha) throws Exception {
        var recorded = client.post(
                "/api/0/apps/%s/envs/%s/record/".formatted(app, environment), Map.of("sha", sha, "ref", "main"));
        assertThat(recorded.status()).isEqualTo(201);
    }

    private String commit(String title) throws Exception {
        repository.git("commit", "--quiet", "--allow-empty", "--message", title);
        return repository.git("rev-parse", "HEAD");
    }

    private String reader(String apps) throws Exception {
        var made = client.post(
                "/api/0/tokens/",
                Map.of("name", "reads " + apps, "user", "rita", "rights", List.of("read"), "apps", apps));
        return browser.signIn(made.json().get("token").asString());
    }

    @Test
    void app_isALineOfEnvironments_withTheCommitsBetweenThem() throws Exception {
        var environments = new LinkedHashMap<String, Map<String, ?>>();
        environments.put("staging", Map.of());
        environments.put("production", Map.of());
        app("line", environments);
        live("line", "production", commit("Old one"));
        live("line", "staging", commit("Cart: <script>alert(1)</script> \u202e \ud83d\ude00"));

        var page = page("/apps/line");

        assertThat(page)
                .contains(
                        "1\u00a0commit</span>",
                        "Deploy 1\u00a0commit to production",
                        "Not live in production yet",
                        "Cart: &lt;script&gt;alert(1)",
                        "href=\"/history?app=line\"",
                        "staging</b> is deployed by hand")
                .doesNotContain("<script>alert");
        assertThat(page.indexOf("id=\"stop-staging\"")).isLessThan(page.indexOf("id=\"stop-production\""));
        assertThat(page("/apps/line/staging")).contains("Deploy to staging…", "<h2>What went live</h2>");
    }

    @Test
    void app_isInTheOrderOfItsAutomation_andTeachesTheFirstDeploy() throws Exception {
        var environments = new LinkedHashMap<String, Map<String, ?>>();
        environments.put("production", Map.of("auto", Map.of("on", "success", "of", "canary", "soak", "30m")));
        environments.put("canary", Map.of());
        app("fresh", environments);

        var page = page("/apps/fresh");

        assertThat(page.indexOf("id=\"stop-canary\"")).isLessThan(page.indexOf("id=\"stop-production\""));
        assertThat(page)
                .contains(
                        "nothing deployed yet",
                        "waybill deploy fresh to production --follow",
                        "/api/0/fresh/deploy -d env=production",
                        "on success of canary, after 30m there");
    }

    @Test
    void automation_isPausedWithAReason_andResumed() throws Exception {
        app(
                "moving",
                Map.of("production", Map.of("auto", Map.of("on", "success", "of", "staging")), "staging", Map.of()));
        var path = "/apps/moving/production";
        assertThat(page(path)).contains("/auto?mode=paused");
        assertThat(page(path + "/auto?mode=paused")).contains("Pause automatic deploys to moving/production?");

        var paused = send(path + "/auto", cookie, Map.of("mode", "paused", "reason", "sale <b>"));

        assertThat(paused.status()).isEqualTo(303);
        assertThat(page(path)).contains("automatic is paused", "admin: sale &lt;b&gt;", "Resume");
        send(path + "/auto", cookie, Map.of("mode", "on"));
        assertThat(page(path)).contains("/auto?mode=paused").doesNotContain("Resume");
    }

    @Test
    void drift_isAcknowledged() throws Exception {
        app("drifting", Map.of("production", Map.of()));
        live("drifting", "production", repository.git("rev-parse", "HEAD"));
        PastSighting.put(server, "drifting");
        var path = "/apps/drifting/production";
        assertThat(page(path)).contains("ddddddd is live there", "Heroku release v42", "Acknowledge");

        var done = send(path + "/drift", cookie, Map.of("acknowledged", "d".repeat(40)));

        assertThat(done.status()).isEqualTo(303);
        assertThat(page(path)).contains("as <bdi>admin</bdi> knows").doesNotContain("Acknowledge</button>");
    }

    @Test
    void environment_saysWhereItsVariablesComeFrom_withoutSecrets() throws Exception {
        client.app(
                "configured",
                repository,
                Map.of("command", "true"),
                Map.of(
                        "variables",
                        Map.of("SIZE", "small", "ONLY_APP", "<i>"),
                        "secrets",
                        Map.of("TOKEN", Map.of("env", "SHOP_TOKEN")),
                        "environments",
                        Map.of("production", Map.of("variables", Map.of("SIZE", "large")))));

        assertThat(page("/apps/configured/production"))
                .contains(
                        "large",
                        "environment instead of app",
                        "&lt;i&gt;",
                        "secret from",
                        "environment variable SHOP_TOKEN");
    }

    @Test
    void readers_seeWhyTheyCannot_andCannot() throws Exception {
        app(
                "guarded",
                Map.of("staging", Map.of(), "production", Map.of("auto", Map.of("on", "success", "of", "staging"))));
        var reader = reader("guarded");
        var path = "/apps/guarded/production";

        var page = browser.get(path, reader).text();

        assertThat(page)
                .contains("aria-disabled=\"true\"", "lacks the permission")
                .doesNotContain("?mode=paused");
        assertThat(send(path + "/auto", reader, Map.of("mode", "off")).status()).isEqualTo(403);
        assertThat(send(path + "/look", reader, Map.of()).status()).isEqualTo(403);
        assertThat(send(path + "/drift", reader, Map.of("acknowledged", "d".repeat(40)))
                        .status())
                .isEqualTo(403);
        app("another", Map.of());
        var elsewhere = reader("another");
        assertThat(browser.get("/apps/guarded", elsewhere).status()).isEqualTo(404);
        assertThat(browser.get(path, elsewhere).status()).isEqualTo(404);
    }

    @Test
    void formsOfOtherSites_areRefused_andUnknownPlacesAreNotFound() throws Exception {
        app("own", Map.of("production", Map.of()));
        var foreign = browser.bareForm("/apps/own/production/look", Map.of())
                .header("Cookie", cookie)
                .header("Origin", "https://evil.example.com")
                .header("Sec-Fetch-Site", "cross-site");

        assertThat(browser.send(foreign).status()).isEqualTo(403);
        assertThat(browser.get("/apps/nosuch", cookie).status()).isEqualTo(404);
        assertThat(browser.get("/apps/own/prodution", cookie).text()).contains("did you mean production?");
    }

    private Client.Answer send(String path, String as, Map<String, String> fields) throws Exception {
        return browser.send(browser.form(path, fields).header("Cookie", as));
    }
}
