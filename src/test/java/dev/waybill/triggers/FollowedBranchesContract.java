package dev.waybill.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever happens to a branch, the environment ends in the right state. */
abstract class FollowedBranchesContract extends AutomaticFixture {
    @Test
    void repositoryThatMoved_isFollowed() throws Exception {
        shop("true", auto("on", "push"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        var moved = directory.resolve("moved");
        Files.move(repository.path(), moved);
        var there = TestRepository.at(moved);
        var sha = there.commit("readme", "better\n");
        client.put("/api/0/apps/shop/", Map.of("repository", moved.toString()));

        awaitLive(STAGING, sha);

        assertThat(deploys()).hasSize(2);
    }

    @Test
    void branchThatIsDeletedAndRecreated_isDeployedAsItIs() throws Exception {
        repository.git("branch", "release");
        client.app("shop", repository, "true");
        configure(Map.of("staging", Map.of("default_ref", "release", "auto", auto("on", "push"))));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        repository.git("branch", "-D", "release");

        var gone = awaitBlocker(STAGING, "NOTHING_NEW");
        while (!gone.get("message").asString().contains("release")) {
            gone = awaitBlocker(STAGING, "NOTHING_NEW");
        }
        var sha = repository.commit("readme", "better\n");
        repository.git("branch", "release");
        awaitLive(STAGING, sha);

        assertThat(deploys()).hasSize(2);
    }

    @Test
    void branchThatIsForcedBack_deploysNothingOlder() throws Exception {
        shop("true", auto("on", "push"));
        awaitLive(STAGING, repository.git("rev-parse", "HEAD"));
        var lost = repository.commit("readme", "better\n");
        awaitLive(STAGING, lost);
        repository.git("reset", "--hard", "--quiet", "HEAD~1");

        var back = awaitDeploy(sha("HEAD"));
        while (deploys().size() < 3) {
            hint(STAGING);
            Pause.briefly();
        }
        client.awaitEnd(deploys().getFirst());
        var forced = repository.commit("readme", "otherwise\n");
        awaitLive(STAGING, forced);

        assertThat(back).isNotNull();
        assertThat(placeOf(lost, "staging").at("/blockers/0/message").asString())
                .startsWith("main of shop is " + forced.substring(0, 7))
                .endsWith("; it does not contain this commit");
        assertThat(deploys().get(1).get("outcome").asString()).isEqualTo("superseded");
    }
}
