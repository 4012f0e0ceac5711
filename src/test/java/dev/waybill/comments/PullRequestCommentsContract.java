package dev.waybill.comments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each merged pull request of a deploy that succeeded is told once that it is live, whatever happens on the way. */
abstract class PullRequestCommentsContract extends PullRequestCommentsFixture {
    @Test
    void mergedPullRequestsOfADeploy_areToldThatTheyAreLive() throws Exception {
        deploy("");
        commit(1, true);
        commit(2, true);
        commit(3, false);
        deploy("");
        awaitComments(1, 2);
        awaitDelivered(2);

        assertThat(github.comments(1))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("Live in production", "deploy 2 of shop", server.url() + "/apps/shop/production/2")
                        .doesNotContain("#2"));
        assertThat(github.comments(2)).hasSize(1);
        assertThat(github.comments(3)).as("not merged").isEmpty();
    }

    @Test
    void firstDeploy_rollback_andRepetition_sayNothing() throws Exception {
        commit(1, true);
        deploy("");
        commit(2, true);
        deploy("");
        awaitComments(2);
        var back = client.post("/api/0/apps/shop/envs/production/rollback/", Map.of("reason", "slow"));
        assertThat(back.status()).as(back.text()).isBetween(200, 201);
        client.awaitEnd(back.json());
        commit(4, true);
        var last = client.post("/api/0/deploys/", Map.of("app", "shop", "reason", "works after all"));
        client.awaitEnd(last.json());
        awaitComments(4);

        assertThat(github.comments(1)).isEmpty();
        assertThat(github.comments(2)).as("live for the second time").hasSize(1);
    }

    @Test
    void otherEnvironments_sayNothing() throws Exception {
        deploy("?env=staging");
        commit(1, true);
        deploy("?env=staging");
        deploy("");
        commit(2, true);
        deploy("");
        awaitComments(2);

        assertThat(github.comments(1)).isEmpty();
    }

    @Test
    void serverThatIsKilledAtAnyRequest_commentsOnce() throws Exception {
        deploy("");
        var requests = List.of("GET .*/issues/10/comments", "POST .*/issues/11/comments");
        for (var i = 0; i < requests.size(); i++) {
            commit(10 + i, true);
            github.hang(requests.get(i), 1);
            deploy("");
            while (github.requests(requests.get(i)).isEmpty()) {
                server.time().pass(WHILE);
                Pause.briefly();
            }
            server.close();
            github.mend();
            restart();
            awaitComments(10 + i);
            awaitDelivered(2 + i);
            assertThat(github.comments(10 + i)).hasSize(1);
        }
    }

    @Test
    void answerThatIsLost_andAnOutage_repeatNoComment() throws Exception {
        deploy("");
        commit(1, true);
        commit(2, true);
        github.fail("GET .*/issues/1/comments", 502, Map.of(), "<html>", 1);
        github.lose(WRITE, 2);
        deploy("");
        while (deliveries("delivered").isEmpty()) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }

        assertThat(github.comments(1)).hasSize(1);
        assertThat(github.comments(2)).hasSize(1);
    }

    @Test
    void lockedConversation_andDeletedPullRequest_getNoComment_andHoldUpNoOther() throws Exception {
        deploy("");
        for (var pull = 1; pull <= 4; pull++) {
            commit(pull, true);
        }
        var locked = "{\"message\": \"Unable to create comment because issue is locked.\"}";
        github.fail("POST .*/issues/1/comments", 403, Map.of(), locked, 100);
        github.fail("GET .*/issues/2/comments", 404, Map.of(), "{\"message\": \"Not Found\"}", 100);
        github.fail("POST .*/issues/3/comments", 422, Map.of(), "{\"message\": \"Validation Failed\"}", 100);
        deploy("");
        awaitComments(4);
        awaitDelivered(2);

        assertThat(github.requests("POST .*/issues/[13]/comments")).hasSize(2);
    }

    @Test
    void missingPermission_isToldInTheDelivery_andMadeUpForWhenItIsGranted() throws Exception {
        github.withhold("issues=write");
        github.withhold("pull_requests=write");
        deploy("");
        commit(1, true);
        assertThat(client.awaitEnd(client.deploy("shop", ""))).contains("succeeded");
        while (github.requests(WRITE).isEmpty()) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
        assertThat(github.comments(1)).isEmpty();
        github.grant("issues=write");
        github.grant("pull_requests=write");
        while (github.comments(1).isEmpty()) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }
    }

    @Test
    void deploysWithTheSamePullRequest_thatEndInAnOutage_areAnnouncedOneAfterTheOther_once() throws Exception {
        deploy("");
        commit(1, true);
        github.fail("(GET|POST) .*/issues/", 502, Map.of(), "<html>", 1_000);
        deploy("");
        client.awaitEnd(client.post("/api/0/apps/shop/envs/production/rollback/", Map.of("reason", "slow"))
                .json());
        client.awaitEnd(client.post("/api/0/deploys/", Map.of("app", "shop", "reason", "works after all"))
                .json());
        while (deliveries("").size() < 2) {
            Pause.briefly();
        }

        assertThat(deliveries("waiting")).hasSize(1);
        github.mend();
        while (deliveries("delivered").size() < 2) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }
        assertThat(github.comments(1)).hasSize(1);
    }

    @Test
    void pullRequest_thatIsLinkedAfterSomebodyLooked_isToldTheSame() throws Exception {
        deploy("");
        github.author(repository.commit("file", "1"), "ann");
        client.get("/api/0/apps/shop/envs/production/changes/");
        link(1);
        deploy("");
        awaitDelivered(2);

        assertThat(github.comments(1)).hasSize(1);
    }

    @Test
    void pullRequest_thatIsLinkedAfterItsDeployEnded_isToldTheSame() throws Exception {
        deploy("");
        github.author(repository.commit("file", "1"), "ann");
        deploy("");
        while (github.requests("POST /graphql").isEmpty()) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
        link(1);
        awaitDelivered(2);

        assertThat(github.comments(1)).hasSize(1);
    }

    /** Lets a pull request have brought the newest commit. */
    private void link(int pullRequest) throws Exception {
        var sha = repository.git("rev-parse", "HEAD");
        github.pullRequest(new FakeGitHub.PullRequest(pullRequest, "Change", "ann", true, List.of(), List.of(sha)));
    }

    /** Between two comments is at least a second, and an attempt has forty. */
    @Test
    void attemptThatTakesLong_goesOnInAnother() throws Exception {
        deploy("");
        pullRequests(10);
        deploy("");
        awaitDelivered(2);

        assertThat(deliveries("delivered"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("attempts").asInt()).isGreaterThan(1));
        assertThat(IntStream.rangeClosed(1, 50))
                .allMatch(it -> github.comments(it).size() == 1);
    }

    /** Commits that five pull requests each brought, numbered from 1. */
    final void pullRequests(int commits) throws Exception {
        for (var commit = 0; commit < commits; commit++) {
            var sha = repository.commit("file", String.valueOf(commit));
            for (var i = 1; i <= 5; i++) {
                var number = commit * 5 + i;
                github.pullRequest(new FakeGitHub.PullRequest(number, "Change", "ann", true, List.of(), List.of(sha)));
            }
        }
    }
}
