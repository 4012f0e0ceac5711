package dev.waybill.comments;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.ShopAtGitHub;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A server whose app is announced on the pull requests of a fake GitHub. */
abstract class PullRequestCommentsFixture extends ShopAtGitHub {
    static final String WRITE = "POST .*/issues/\\d+/comments";
    static final Duration WHILE = Duration.ofSeconds(2);

    @Override
    protected final String settings() {
        return """
                deploy: "true", via: github, github: {repo: acme/shop, contexts: [], comment_on_pull_requests: production}""";
    }

    JsonNode deploy(String query) throws Exception {
        var deploy = client.deploy("shop", query);
        client.awaitEnd(deploy);
        return deploy;
    }

    /** Commits something, as a pull request brought it. */
    void commit(int pullRequest, boolean isMerged) throws Exception {
        var sha = repository.commit("file", String.valueOf(pullRequest));
        github.pullRequest(new FakeGitHub.PullRequest(
                pullRequest, "Change " + pullRequest, "ann", isMerged, List.of(), List.of(sha)));
    }

    void awaitComments(int... pullRequests) throws Exception {
        while (IntStream.of(pullRequests).anyMatch(it -> github.comments(it).isEmpty())) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
    }

    /** Waits until the delivery of a deploy is delivered; there is none for a deploy that says nothing. */
    void awaitDelivered(int number) throws Exception {
        while (deliveries("delivered").stream()
                .noneMatch(it -> it.path("deploy").toString().contains("#%d\"".formatted(number)))) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
    }

    /** @param state empty for all */
    List<JsonNode> deliveries(String state) throws Exception {
        return client.get("/api/0/deliveries/?limit=100" + (state.isEmpty() ? "" : "&state=" + state))
                .json()
                .valueStream()
                .filter(it -> it.path("target").asString().equals("github shop comments"))
                .toList();
    }
}
