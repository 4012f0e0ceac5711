package dev.waybill.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Environments are deployed by themselves, and people see why, or why not. */
abstract class AutomaticDeploysContract extends AutomaticFixture {
    private static final String BLOG = "/api/0/apps/blog/envs/staging/";
    private static final String LOCK = STAGING + "lock/";

    @Test
    void push_isDeployed() throws Exception {
        shop("true", auto("on", "push"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));

        var sha = repository.commit("readme", "better\n");
        awaitLive(STAGING, sha);

        var deploy = deploys().getFirst();
        assertThat(deploy.get("trigger").asString()).isEqualTo("automation");
        assertThat(deploy.get("requestedBy").asString()).isEqualTo("automation");
        assertThat(deploy.get("reason").asString()).isEqualTo("on push to main");
        assertThat(deploy.get("ref").asString()).isEqualTo("main");
        assertThat(deploys()).hasSize(2);
        assertThat(awaitBlocker(STAGING, "NOTHING_NEW").get("message").asString())
                .isEqualTo("%s is live since shop/staging#2".formatted(sha.substring(0, 7)));
    }

    @Test
    void newerOne_takesThePlaceOfTheOneThatWaits_andNothingIsForgotten() throws Exception {
        client.app("shop", repository, "true");
        client.put(LOCK, Map.of("reason", "db migration"));
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto("on", "push"))));
        var first = awaitDeploy(repository.git("rev-parse", "HEAD"));
        var sha = repository.commit("readme", "better\n");

        var second = awaitDeploy(sha);
        client.awaitEnd(first);
        client.delete(LOCK);
        server.time().pass(Duration.ofSeconds(61)); // the grace period of what has waited for a lock
        client.awaitEnd(second);

        assertThat(client.show(first).get("outcome").asString()).isEqualTo("superseded");
        assertThat(client.show(first).get("message").asString())
                .isEqualTo("superseded by shop/staging#2, which brings its commits along");
        assertThat(client.show(second).get("message").asString()).startsWith("replaces shop/staging#1 (");
        assertThat(client.show(second).get("outcome").asString()).isEqualTo("succeeded");
        assertThat(deploys()).hasSize(2);
    }

    @Test
    void commitThatIsNotConfirmedYet_isNotRequestedAgain() throws Exception {
        client.app("shop", repository, "true");
        client.put(LOCK, Map.of("reason", "db migration"));
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto("on", "push"))));
        awaitDeploy(repository.git("rev-parse", "HEAD"));

        sql("update deploys set sha = null, unresolved = 'nobody answers', version = version + 1");
        var blockers = client.get(STAGING + "auto/").json().at("/next/blockers");

        assertThat(codes(blockers)).isEqualTo("NOTHING_NEW");
    }

    @Test
    void failedDeploy_pausesThem_untilSomebodyResumes() throws Exception {
        var broken = Files.createFile(directory.resolve("broken"));
        shop("test ! -e " + broken, auto("on", "push"));
        client.awaitEnd(awaitDeploy(repository.git("rev-parse", "HEAD")));
        var sha = repository.commit("readme", "better\n");

        var paused = awaitBlocker(STAGING, "AUTO_PAUSED");
        var status = client.get(STAGING + "auto/").json();
        while (events("automation.paused") == 0) {
            Pause.briefly();
        }
        Files.delete(broken);
        client.put(STAGING + "auto/", Map.of("mode", "on"));
        awaitLive(STAGING, sha);

        assertThat(paused.get("message").asString())
                .contains("shop/staging#1 failed")
                .contains("(\"mode\": \"on\")");
        assertThat(status.get("mode").asString()).isEqualTo("paused");
        assertThat(status.get("by").isNull()).isTrue();
        assertThat(events("automation.paused")).isEqualTo(1);
        assertThat(deploys()).hasSize(2);
    }

    @Test
    void deployThatWaitedWhileTheyWereResumed_pausesThemAgain_whenItFails() throws Exception {
        client.app("shop", repository, "false");
        client.put(LOCK, Map.of("reason", "db migration"));
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto("on", "push"))));
        var waiting = awaitDeploy(repository.git("rev-parse", "HEAD"));
        client.put(STAGING + "auto/", Map.of("mode", "on"));
        client.delete(LOCK);
        server.time().pass(Duration.ofSeconds(61)); // the grace period of what has waited for a lock
        client.awaitEnd(waiting);

        var paused = client.get(STAGING + "auto/").json().get("mode").asString();
        client.put(STAGING + "auto/", Map.of("mode", "on"));

        assertThat(paused).isEqualTo("paused");
        assertThat(client.get(STAGING + "auto/").json().get("mode").asString()).isEqualTo("on");
    }

    private long events(String kind) throws Exception {
        return client.get("/api/0/events/?app=shop&kind=" + kind).json().size();
    }

    @Test
    void switchedOff_theyWait_untilTheyAreSwitchedOn() throws Exception {
        shop("true", auto("on", "push"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        client.put(STAGING + "auto/", Map.of("mode", "off", "reason", "the fair"));
        var sha = repository.commit("readme", "better\n");

        var off = awaitBlocker(STAGING, "AUTO_OFF");
        var mine = client.deploy("shop", "?env=staging");
        client.awaitEnd(mine);
        var next = repository.commit("readme", "best\n");
        client.put(STAGING + "auto/", Map.of("mode", "on"));
        awaitLive(STAGING, next);

        assertThat(off.get("message").asString())
                .contains("switched off by admin")
                .contains("\"the fair\"");
        assertThat(client.show(mine).get("sha").asString()).isEqualTo(sha);
        assertThat(deploys()).hasSize(3);
    }

    @Test
    void success_isDeployedOnwards_onceItHasLivedForLongEnough() throws Exception {
        shop("true", auto("on", "push"));
        configure(Map.of(
                "staging", Map.of("default_ref", "main", "auto", auto("on", "push")),
                "production", Map.of("auto", auto("on", "success", "of", "staging", "soak", "30m"))));
        var sha = repository.git("rev-parse", "HEAD");
        awaitLive(STAGING, sha);

        var soaking = awaitBlocker(PRODUCTION, "NOTHING_NEW");
        var place = placeOf(sha, "production");
        var due = client.get(PRODUCTION + "auto/").json().at("/next/dateDue").asString("");
        server.time().pass(Duration.ofMinutes(30));
        awaitLive(PRODUCTION, sha);

        assertThat(soaking.get("message").asString())
                .isEqualTo("shop/staging#1 has not been live in staging for 30m yet");
        assertThat(due).isNotEmpty();
        assertThat(place.at("/blockers/0/message")).isEqualTo(soaking.get("message"));
        assertThat(deploys().getFirst().get("reason").asString()).isEqualTo("on success of staging, after 30m there");
    }

    @Test
    void newestTag_isDeployed_inTheOrderOfVersions() throws Exception {
        repository.git("tag", "v1.9.0");
        shop("true", auto("on", "tag", "tags", "v*"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        var sha = repository.commit("readme", "better\n");
        repository.git("tag", "v1.10.0");
        awaitLive(STAGING, sha);
        repository.commit("readme", "best\n");
        repository.git("tag", "v1.9.1");
        repository.git("tag", "nightly");

        awaitRefs("v1.9.1");

        assertThat(awaitBlocker(STAGING, "NOTHING_NEW").get("message").asString())
                .contains("is live since");
        assertThat(deploys()).hasSize(2);
        assertThat(deploys().getFirst().get("ref").asString()).isEqualTo("v1.10.0");
        repository.git("tag", "--force", "v1.10.0");
        awaitLive(STAGING, sha("HEAD"));
        assertThat(deploys()).hasSize(3);
    }

    private void awaitRefs(String tag) throws Exception {
        while (client.get("/api/0/events/?app=shop&kind=ref.created")
                .json()
                .valueStream()
                .noneMatch(event -> event.at("/data/ref").asString("").endsWith(tag))) {
            hint(STAGING);
            Pause.briefly();
        }
    }

    @Test
    void commitsThatDoNotConcernTheApp_areNotDeployed_untilOneDoes() throws Exception {
        client.app("blog", repository, "true");
        client.put(
                "/api/0/apps/blog/",
                Map.of("environments", Map.of("staging", Map.of("auto", auto("on", "push", "paths", "readme")))));
        shop("true", auto("on", "push", "paths", "shop/**"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        var other = repository.commit("readme", "better\n");

        var elsewhere = awaitBlocker(STAGING, "NO_MATCHING_PATHS");
        awaitLive(BLOG, other);
        Files.createDirectory(repository.path().resolve("shop"));
        var sha = repository.commit("shop/code", "better\n");
        awaitLive(STAGING, sha);

        assertThat(elsewhere.get("message").asString()).contains("(shop/**)");
        assertThat(deploys()).hasSize(2);
        awaitBlocker(BLOG, "NO_MATCHING_PATHS");
    }

    @Test
    void commitThatAsksToBeSkipped_isBroughtAlongByTheNext() throws Exception {
        shop("true", auto("on", "push"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        repository.git("commit", "--quiet", "--allow-empty", "--message", "[deploy skip] Fix a typo");

        var skipped = awaitBlocker(STAGING, "SKIP_MARKER");
        var place = placeOf(sha("HEAD"), "staging");
        awaitLive(STAGING, repository.commit("readme", "better\n"));

        assertThat(skipped.get("message").asString()).contains("[deploy skip]");
        assertThat(place.get("isLive").asBoolean()).isFalse();
        assertThat(codes(place.get("blockers"))).contains("SKIP_MARKER");
        assertThat(deploys()).hasSize(2);
    }

    @Test
    void pauseBetweenTwo_isKept() throws Exception {
        shop("true", auto("on", "push", "min_interval", "2m"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        var sha = repository.commit("readme", "better\n");

        var waiting = awaitDeploy(sha);
        var blockers = client.show(waiting).get("blockers");
        server.time().pass(Duration.ofMinutes(2));
        client.awaitEnd(waiting);

        assertThat(codes(blockers)).isEqualTo("MIN_INTERVAL");
        assertThat(client.show(waiting).get("outcome").asString()).isEqualTo("succeeded");
    }

    private static String codes(JsonNode blockers) {
        return String.join(
                " ", blockers.valueStream().map(it -> it.get("code").asString()).toList());
    }

    @Test
    void timeOfASchedule_thatPassedWhileTheServerWasAway_isMadeUpFor() throws Exception {
        shop("true", auto("on", "schedule", "cron", "*/30 * * * *", "zone", "Europe/Berlin"));
        awaitBlocker(STAGING, "NOTHING_NEW");
        var sha = repository.commit("readme", "better\n");
        restartLater(Duration.ofMinutes(45));

        awaitLive(STAGING, sha);

        assertThat(awaitBlocker(STAGING, "NOTHING_NEW").get("message").asString())
                .startsWith("the next time of its schedule is at ");
    }

    @Test
    void whatHasFailedWhileTheConfigurationHadNone_pausesNothing() throws Exception {
        var broken = directory.resolve("broken");
        shop("test ! -e " + broken, auto("on", "push"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        client.put("/api/0/apps/shop/", Map.of("unset", List.of("environments.staging.auto")));
        Files.createFile(broken);
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        Files.delete(broken);
        server.engine().automating().automations().rest(); // as the server does every few seconds
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto("on", "push"))));

        awaitLive(STAGING, repository.commit("readme", "better\n"));

        assertThat(deploys()).hasSize(3);
    }

    @Test
    void environmentWithoutThem_cannotBeSwitched() throws Exception {
        client.app("shop", repository, "true");

        var answer = client.put(PRODUCTION + "auto/", Map.of("mode", "on"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("error").asString()).contains("production of shop is not deployed automatically");
        assertThat(client.get(PRODUCTION + "auto/").json().get("mode").isNull()).isTrue();
    }
}
