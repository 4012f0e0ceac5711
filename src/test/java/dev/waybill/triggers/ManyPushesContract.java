package dev.waybill.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Latch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Of many pushes few are deployed, the newest last, and none is lost. */
abstract class ManyPushesContract extends AutomaticFixture {
    private static final String LOCK = STAGING + "lock/";

    @Test
    void twentyPushes_duringADeploy_areOneMore_andEveryCommitIsFound() throws Exception {
        var latch = new Latch(directory.resolve("latch"));
        shop(latch.await(), auto("on", "push"));
        awaitDeploy(repository.git("rev-parse", "HEAD"));
        var shas = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            shas.add(repository.commit("readme", "version %d\n".formatted(i)));
            hint(STAGING);
        }
        awaitDeploy(shas.getLast());
        latch.open();
        awaitLive(STAGING, shas.getLast());

        var outcomes = deploys().stream()
                .collect(Collectors.groupingBy(it -> it.get("outcome").asString(), Collectors.counting()));
        assertThat(outcomes.get("succeeded")).isEqualTo(2);
        assertThat(outcomes.keySet()).isSubsetOf("succeeded", "superseded");
        for (var sha : shas) {
            assertThat(placeOf(sha, "staging").get("isLive").asBoolean())
                    .as(sha)
                    .isTrue();
        }
    }

    @Test
    void pushes_areDeployedOnce_althoughTheServerComesAndGoes() throws Exception {
        shop("true", auto("on", "push"));
        var sha = "";
        for (var i = 0; i < 6; i++) {
            sha = repository.commit("readme", "version %d\n".formatted(i));
            hint(STAGING);
            restartLater(Duration.ZERO);
        }
        awaitLive(STAGING, sha);

        assertThat(deploys().stream().map(it -> it.get("sha").asString())).doesNotHaveDuplicates();
    }

    @Test
    void deployThatHasWaitedForLong_isNotReplaced_soThatABusyBranchIsDeployed() throws Exception {
        client.app("shop", repository, "true");
        client.put(LOCK, Map.of("reason", "db migration"));
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto("on", "push", "max_wait", "5m"))));
        var first = awaitDeploy(repository.git("rev-parse", "HEAD"));
        server.time().pass(Duration.ofMinutes(5));
        var sha = repository.commit("readme", "better\n");

        var held = awaitBlocker(STAGING, "QUEUED_BEHIND");
        client.delete(LOCK);
        server.time().pass(Duration.ofSeconds(61));
        awaitLive(STAGING, sha);

        assertThat(held.get("message").asString()).contains("shop/staging#1");
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void manyCommits_areDeployedInParts() throws Exception {
        shop("true", auto("on", "push", "max_commits", 2));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        repository.git("checkout", "--quiet", "-b", "next");
        for (var i = 0; i < 5; i++) {
            repository.commit("readme", "version %d\n".formatted(i));
        }
        client.put(LOCK, Map.of("reason", "db migration"));
        repository.git("branch", "--force", "main"); // at once

        awaitDeploy(sha("HEAD~3"));
        var place = placeOf(sha("HEAD"), "staging");
        client.delete(LOCK);
        server.time().pass(Duration.ofSeconds(61)); // the grace period of what has waited for a lock
        awaitLive(STAGING, sha("HEAD"));

        assertThat(place.at("/blockers/0/message").asString())
                .isEqualTo("it comes after %s, up to which the next deploy goes (max_commits)"
                        .formatted(sha("HEAD~3").substring(0, 7)));
        assertThat(shasOfDeploys()).containsExactly(sha("HEAD~5"), sha("HEAD~3"), sha("HEAD~1"), sha("HEAD"));
    }

    /** Otherwise no commit after them would ever be deployed. */
    @Test
    void partOfManyCommits_endsAtNoneThatIsSkipped_orDoesNotConcernTheApp() throws Exception {
        shop("true", auto("on", "push", "max_commits", 2, "paths", "shop-*"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        repository.git("checkout", "--quiet", "-b", "next");
        repository.commit("shop-a", "1\n");
        repository.git("commit", "--quiet", "--allow-empty", "--message", "[deploy skip] Fix a typo");
        for (var i = 0; i < 3; i++) {
            repository.commit("readme", "version %d\n".formatted(i));
        }
        repository.commit("shop-b", "2\n");
        repository.commit("readme", "best\n");
        repository.git("branch", "--force", "main"); // at once

        awaitLive(STAGING, sha("HEAD~1"));

        assertThat(shasOfDeploys()).containsExactly(sha("HEAD~7"), sha("HEAD~6"), sha("HEAD~1"));
    }

    /** Otherwise no fix after it would ever be deployed. */
    @Test
    void partOfManyCommits_thatHasFailed_isNotTriedAgain() throws Exception {
        shop("[ ! -e broken ]", auto("on", "push", "max_commits", 2));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        repository.git("checkout", "--quiet", "-b", "next");
        repository.commit("readme", "better\n");
        repository.commit("broken", "yes\n");
        repository.git("rm", "--quiet", "broken");
        repository.git("commit", "--quiet", "--message", "Mend it");
        repository.commit("readme", "best\n");
        repository.git("branch", "--force", "main"); // at once

        client.awaitEnd(awaitDeploy(sha("HEAD~2")));
        awaitBlocker(STAGING, "AUTO_PAUSED");
        client.put(STAGING + "auto/", Map.of("mode", "on"));
        awaitLive(STAGING, sha("HEAD"));

        assertThat(shasOfDeploys())
                .containsExactly(sha("HEAD~4"), sha("HEAD~2"), sha("HEAD~3"), sha("HEAD~1"), sha("HEAD"));
    }

    /** Oldest first. */
    private List<String> shasOfDeploys() throws Exception {
        return deploys().stream().map(it -> it.get("sha").asString()).toList().reversed();
    }
}
