package dev.waybill.web.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployPagesTest extends PageFixture {
    @Test
    void runningDeploy_showsItsSteps_andCanBeStopped() throws Exception {
        endless("running");
        var deploy = deploy("running", "production", "main");
        client.awaitLog(deploy, "step 1 of 3: build");

        var page = page("/apps/running/production/1").text();

        assertThat(page)
                .contains("<title>running/production#1: running</title>", "data-open=\"true\"")
                .contains("href=\"/apps/running/production/1/cancel\"", "href=\"/apps/running/production/1/kill\"")
                .containsSubsequence("class=\"step running\"", "build", "class=\"step pending\"", "upload")
                .containsSubsequence("Roll back…", "There is no good version before it");
    }

    @Test
    void waitingDeploy_showsWhatHoldsIt() throws Exception {
        endless("waiting");
        client.awaitLog(deploy("waiting", "production", "main"), "step 1");
        deploy("waiting", "production", "main");

        assertThat(page("/apps/waiting/production/2").text())
                .contains("One thing holds it", "waiting/production#1", "Position 1", "favicon/waiting.svg")
                .containsSubsequence("Waits for its turn", "after waiting/production#1");
    }

    @Test
    void failedDeploy_showsWhy_andTheWayBack() throws Exception {
        app("failing", Map.of("length", 0.1, "lines", 1), Map.of());
        deployed("failing", "production", "main");
        var before = repository.git("rev-parse", "--short=7", "main");
        repository.commit("failing", "1");
        client.put(
                "/api/0/apps/failing/",
                Map.of("provider_config", Map.of("length", 0.1, "lines", 1, "fails_at", "upload")));
        deployed("failing", "production", "main");

        var page = page("/apps/failing/production/2").text();

        assertThat(page)
                .containsSubsequence("<bdi>upload</bdi></span> failed", "as its setting fails_at says")
                .contains("Not reached: restart", "upload: 1 of 1", "is recorded as live", "favicon/failed.svg")
                .containsSubsequence("button primary", "Roll back to %s…".formatted(before), "Retry…");
    }

    @Test
    void failedDeploy_namesTheMigrations_thatItBrought() throws Exception {
        app("migrating", Map.of("length", 0.1), Map.of("mark", Map.of("migration", List.of("*.sql"))));
        deployed("migrating", "production", "main");
        repository.commit("V1.sql", "1");
        client.put("/api/0/apps/migrating/", Map.of("provider_config", Map.of("length", 0.1, "fails_at", "upload")));
        deployed("migrating", "production", "main");
        var path = "/apps/migrating/production/2";

        assertThat(page(path).text()).contains("<turbo-frame id=\"marked\" src=\"%s/changes\"".formatted(path));
        assertThat(page(path + "/changes").text())
                .containsSubsequence("<turbo-frame id=\"marked\"", "1\u00a0migration", "V1.sql", "</turbo-frame>");
    }

    @Test
    void succeededDeploy_canBePromoted_butNotRolledBackToNothing() throws Exception {
        quick("good");
        deployed("good", "staging", "main");

        assertThat(page("/apps/good/staging/1").text())
                .contains("Succeeded", "href=\"/apps/good/staging/1/promote\"", "href=\"/apps/good/staging/1/judge\"")
                .doesNotContain("staging/1/rollback\"", "/cancel\"");
    }

    @Test
    void tabs_showTheirParts() throws Exception {
        app(
                "tabs",
                Map.of("length", 0.1, "lines", 1),
                Map.of("variables", Map.of("COLOUR", "blue"), "secrets", Map.of("KEY", Map.of("env", "TABS_KEY"))));
        deployed("tabs", "production", "main");
        repository.commit("tabs", "1");
        deployed("tabs", "production", "main");
        var path = "/apps/tabs/production/2";

        assertThat(page(path).text()).contains("1 commit</a>", "href=\"%s/changes\"".formatted(path));
        assertThat(page(path + "/changes").text()).contains("Change tabs", "New commits", ">added</span>");
        assertThat(page(path + "/gates").text())
                .contains("requires no checks")
                .containsAnyOf("It waited", "It started at once");
        assertThat(page(path + "/config").text())
                .contains("provider: fake", "COLOUR: blue", "variables of the app", "env: TABS_KEY", "a secret");
        assertThat(page(path + "/events").text()).contains("Requested: main", "Ended: succeeded");
        assertThat(page(path + "/api").text())
                .contains("waybill retry tabs/production#2", "/api/0/deploys/tabs/production/2/judge/")
                .doesNotContain("waybill cancel");
    }

    @Test
    void whatPeopleWrote_isText() throws Exception {
        quick("hostile");
        client.post(
                "/api/0/deploys/",
                Map.of("app", "hostile", "env", "production", "ref", "main", "reason", "<script>😀 שלום</script>"));
        client.awaitEnd(client.get("/api/0/deploys/hostile/production/1/").json());

        assertThat(page("/apps/hostile/production/1").text())
                .contains("<bdi>&lt;script&gt;😀 שלום&lt;/script&gt;</bdi>")
                .doesNotContain("<script>😀");
    }

    @Test
    void readerWithoutPermission_seesWhatTheyLack() throws Exception {
        quick("read");
        deployed("read", "production", "main");

        assertThat(browser.get("/apps/read/production/1", reader()).text())
                .contains("aria-disabled=\"true\"", "lacks the permission &#34;deploy&#34;")
                .doesNotContain("production/1/retry\"");
    }

    @Test
    void commit_isShownWhereItIsLive() throws Exception {
        quick("carried");
        var sha = repository.commit("carried", "1");
        deployed("carried", "production", "main");

        assertThat(page("/commits/" + sha.substring(0, 9)).text())
                .contains(sha, "Change carried", "waybill where " + sha.substring(0, 7))
                .containsSubsequence("Live</span>", "href=\"/apps/carried/production/1\"");
        assertThat(page("/commits/" + "0".repeat(40)).status()).isEqualTo(404);
        assertThat(page("/commits/main").status()).isEqualTo(400);
    }
}
