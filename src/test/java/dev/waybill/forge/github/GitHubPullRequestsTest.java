package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.OTHER;
import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where commits come from, and what is published on them. */
class GitHubPullRequestsTest {
    private static final Origin BY_ANN = new Origin(
            "ann",
            List.of(new PullRequest(
                    7,
                    "Add a cart",
                    "https://github.example.com/acme/shop/pull/7",
                    "bob",
                    true,
                    List.of("risky", "ui"))));

    private final GitHubFixture server = new GitHubFixture();

    @BeforeEach
    void pullRequest() {
        server.fake.author(SHA.hex(), "ann");
        server.fake.pullRequest(
                new FakeGitHub.PullRequest(7, "Add a cart", "bob", true, List.of("risky", "ui"), List.of(SHA.hex())));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void origins_areReadWithOneQuery() throws Exception {
        var commits = IntStream.range(0, 49)
                .mapToObj(i -> new Sha("%040x".formatted(i)))
                .collect(java.util.stream.Collectors.toList());
        commits.add(SHA);

        assertThat(server.github.origins(commits)).isEqualTo(Map.of(SHA, BY_ANN));
        assertThat(server.fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\": [{\"type\": \"FORBIDDEN\", \"message\": \"Resource not accessible by personal access token\"}]}",
                "{\"data\": {\"repository\": {\"c0\": null}}, \"errors\": [{\"type\": \"RESOURCE_LIMITS_EXCEEDED\"}]}",
                "{\"data\": null}",
                "{\"data\": {\"repository\": \"acme/shop\"}}",
                "{}"
            })
    void origins_areReadByRest_whenGraphQlDoesNotAnswer(String answer) throws Exception {
        server.fake.fail("POST /graphql", 200, Map.of(), answer, 1);
        server.fake.forget(OTHER.hex());

        assertThat(server.github.origins(List.of(SHA, OTHER))).isEqualTo(Map.of(SHA, BY_ANN));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 400})
    void origins_areReadByRest_whenGraphQlIsRefused(int status) throws Exception {
        server.fake.fail("POST /graphql", status, Map.of(), "{}", 1);

        assertThat(server.github.origins(List.of(SHA))).isEqualTo(Map.of(SHA, BY_ANN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RATE_LIMITED", "RATE_LIMIT"})
    void limitOfGraphQl_isALimit_thoughItIsASuccess(String type) {
        server.fake.fail("POST /graphql", 200, Map.of(), "{\"errors\": [{\"type\": \"%s\"}]}".formatted(type), 1);

        refused(Kind.LIMITED, () -> server.github.origins(List.of(SHA)));
    }

    @Test
    void limitOfGraphQl_holdsUpNothingElse() throws Exception {
        server.fake.fail("POST /graphql", 200, Map.of(), "{\"errors\": [{\"type\": \"RATE_LIMITED\"}]}", 1);
        refused(Kind.LIMITED, () -> server.github.origins(List.of(SHA)));
        refused(Kind.LIMITED, () -> server.github.origins(List.of(SHA)));

        assertThat(server.fake.requests("graphql")).hasSize(1);
        assertThat(server.github.checks(SHA)).isEmpty();
        server.time.pass(java.time.Duration.ofMinutes(2));
        assertThat(server.github.origins(List.of(SHA))).hasSize(1);
    }

    @Test
    void queries_followEachOtherWithoutThePauseBetweenChanges() throws Exception {
        server.github.origins(List.of(SHA));
        server.github.origins(List.of(SHA));

        assertThat(server.time.sleeps()).isEmpty();
    }

    @Test
    void outageOfGraphQl_isAnOutage() {
        server.fake.fail("POST /graphql", 502, Map.of(), "<html>", 1);

        refused(Kind.UNREACHABLE, () -> server.github.origins(List.of(SHA)));
    }

    @Test
    void repositoryThatIsGone_isMissing() {
        server.fake.hide();

        refused(Kind.MISSING, () -> server.github.origins(List.of(SHA)));
    }

    @Test
    void comment_isAddedOnce() throws Exception {
        for (var i = 0; i < 130; i++) {
            server.fake.comment(7, "Comment " + i);
        }
        server.fake.lose("POST", 1);
        refused(Kind.UNREACHABLE, () -> server.github.comment(7, "Live in production", "shop/production#42"));

        server.github.comment(7, "Live in production", "shop/production#42");
        server.github.comment(7, "Live in staging", "shop/staging#3");

        assertThat(server.fake.comments(7).subList(130, 132))
                .hasSize(2)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("Live in production\n\n<!-- waybill: shop/production#42 -->"),
                        it -> assertThat(it).startsWith("Live in staging"));
    }

    @Test
    void publish_writesAStatus_onlyWhenItChanges() throws Exception {
        server.github.publish(SHA, report(CheckReport.State.PENDING));
        server.github.publish(SHA, report(CheckReport.State.PENDING));
        server.github.publish(SHA, report(CheckReport.State.FAILED));

        assertThat(server.fake.published(SHA.hex()))
                .extracting(FakeGitHub.Published::state)
                .containsExactly("pending", "failure");
        assertThat(server.fake.published(SHA.hex()).getFirst().context()).isEqualTo("waybill/production");
    }

    private static CheckReport report(CheckReport.State state) {
        return new CheckReport(
                "waybill/production",
                state,
                "Waiting\n for " + "x".repeat(200),
                "https://waybill.example.com/",
                null,
                Instant.EPOCH);
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }

    private static void refused(Kind kind, Call call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(kind));
    }

    @Test
    void comment_thatTheScopeDoesNotCover_isForbidden_thoughGitHubSaysNotFound() {
        server.fake.fail("POST .*/issues/7/comments", 404, Map.of(), "{\"message\": \"Not Found\"}", 1);
        refused(Kind.FORBIDDEN, () -> server.github.comment(7, "Live in production", "live/shop/production"));

        server.fake.fail("GET .*/issues/8/comments", 404, Map.of(), "{\"message\": \"Not Found\"}", 1);
        refused(Kind.MISSING, () -> server.github.comment(8, "Live in production", "live/shop/production"));
    }
}
