package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.OTHER;
import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.Deployments;
import dev.waybill.forge.Deployments.Registration;
import dev.waybill.forge.Deployments.State;
import dev.waybill.forge.Deployments.Status;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.fake.FakeGitHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubDeploymentsTest {
    private static final String PAGE = "https://waybill.example.com/shop/production/42";

    private final GitHubFixture server = new GitHubFixture();
    private final Deployments deployments = server.github.deployments().orElseThrow();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void register_createsADeployment() throws Exception {
        var id = deployments.register(registration("42", List.of()));

        assertThat(server.fake.deployments()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(id);
            assertThat(it.sha()).isEqualTo(SHA.hex());
            assertThat(it.environment()).isEqualTo("production");
            assertThat(it.task()).isEqualTo("deploy");
            assertThat(it.isProduction()).isTrue();
            assertThat(it.isTransient()).isFalse();
            assertThat(it.payload().path("ref").asString()).isEqualTo("main");
            assertThat(it.payload().path("url").asString()).isEqualTo(PAGE);
        });
    }

    @Test
    void register_conflicts_andSaysWhichCheckIsNotGreen() {
        server.fake.status(SHA.hex(), "ci/build", "failure", null);
        server.fake.checkRun(SHA.hex(), "test", "in_progress", null);
        server.fake.green(SHA.hex(), "lint");

        refused(
                Kind.CONFLICT,
                () -> deployments.register(registration("42", null)),
                "Commit status checks failed",
                "ci/build is failure, test is pending");
        assertThat(server.fake.deployments()).isEmpty();
    }

    @Test
    void register_requiresNothing_withoutContexts() throws Exception {
        server.fake.status(SHA.hex(), "ci/build", "failure", null);

        assertThat(deployments.register(registration("42", List.of()))).isPositive();
        refused(Kind.CONFLICT, () -> deployments.register(registration("43", List.of("missing"))));
    }

    @Test
    void register_conflicts_withAPageInsteadOfAReason() {
        server.fake.fail("POST", 409, Map.of("Content-Type", "text/html"), "<html><script>alert(1)</script>", 1);

        assertThatThrownBy(() -> deployments.register(registration("42", null)))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("not JSON")
                .hasMessageNotContaining("script");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void register_failsWithASuccess_thatCreatedNothing(int status) {
        server.fake.fail("POST", status, Map.of(), status == 204 ? "" : "{\"message\": \"Auto-merged\", \"id\": 7}", 1);

        refused(Kind.UNREACHABLE, () -> deployments.register(registration("42", null)));
    }

    @Test
    void find_findsADeployment_whoseAnswerWasLost() throws Exception {
        server.fake.lose("POST", 1);
        refused(Kind.UNREACHABLE, () -> deployments.register(registration("42", List.of())));
        deployments.register(registration("43", List.of()));

        assertThat(server.fake.requests("POST")).hasSize(2);
        assertThat(deployments.find("42", SHA, "production"))
                .hasValue(server.fake.deployments().getFirst().id());
        assertThat(deployments.find("44", SHA, "production")).isEmpty();
        assertThat(deployments.find("42", OTHER, "production")).isEmpty();
        assertThat(deployments.find("42", SHA, "staging")).isEmpty();
    }

    @Test
    void find_findsTheOldest_amongManyPages() throws Exception {
        for (var i = 0; i < 120; i++) {
            deployments.register(registration("of another " + i, List.of()));
        }

        assertThat(deployments.find("of another 3", SHA, "production"))
                .hasValue(server.fake.deployments().get(3).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{\\\"waybill_id\\\": \\\"42\\\"}\"", "{\"waybill_id\": \"42\"}"})
    void find_readsPayloads_inBothForms(String payload) throws Exception {
        server.fake.fail(
                "GET",
                200,
                Map.of(),
                "[{\"id\": 6, \"payload\": \"no\"}, {\"id\": 7, \"payload\": %s}]".formatted(payload),
                1);

        assertThat(deployments.find("42", SHA, "production")).hasValue(7);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void report_writesEveryState(State state) throws Exception {
        var id = deployments.register(registration("42", List.of()));
        deployments.report(id, new Status(state, "Running", PAGE, "https://shop.example.com"));

        assertThat(states()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualToIgnoringCase(state.name());
            assertThat(it.logUrl()).isEqualTo(PAGE);
            assertThat(it.environmentUrl()).isEqualTo("https://shop.example.com");
        });
    }

    @Test
    void report_isRepeatedWithoutHarm() throws Exception {
        var id = deployments.register(registration("42", List.of()));
        var queued = new Status(State.QUEUED, "Waiting", PAGE, null);
        var running = new Status(State.IN_PROGRESS, "Running", PAGE, null);
        server.fake.lose("POST .*statuses", 1);

        refused(Kind.UNREACHABLE, () -> deployments.report(id, queued));
        deployments.report(id, queued);
        deployments.report(id, running);
        deployments.report(id, running);

        assertThat(states()).extracting(FakeGitHub.DeploymentState::state).containsExactly("queued", "in_progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "😀", "a😀"})
    void descriptions_areCut_toWhatGitHubTakes(String letters) throws Exception {
        var description = letters.repeat(200);
        var id = deployments.register(new Registration(
                "42",
                SHA,
                "main",
                "production",
                "deploy",
                true,
                false,
                List.of(),
                description,
                "shop/production#42",
                PAGE));
        deployments.report(id, new Status(State.SUCCESS, description, PAGE, null));

        assertThat(states().getFirst().description())
                .hasSizeBetween(138, 140)
                .endsWith("…")
                .doesNotContain("?");
    }

    @Test
    void report_says_whenTheDeploymentIsGone() {
        refused(Kind.MISSING, () -> deployments.report(7, new Status(State.SUCCESS, "Done", PAGE, null)));
    }

    @Test
    void register_says_whatToGrant() {
        server.fake.withhold("deployments=write");

        refused(
                Kind.FORBIDDEN,
                () -> deployments.register(registration("42", null)),
                "grant the credential deployments: write");
    }

    @Test
    void list_hasThoseOfOthers_newestFirst_pageByPage() throws Exception {
        for (var i = 0; i < 6; i++) {
            server.fake.deployment("alice", Map.of("sha", SHA.hex(), "ref", "main", "environment", "e" + i));
        }
        var ours = deployments.register(registration("42", List.of()));

        var first = deployments.list(1);
        var second = deployments.list(2);

        assertThat(first).hasSize(5);
        assertThat(first.getFirst().id()).isEqualTo(ours);
        assertThat(first.getFirst().key()).isEqualTo("42");
        assertThat(second).extracting(ListedDeployment::environment).containsExactly("e1", "e0");
        assertThat(second.getFirst().key()).isNull();
        assertThat(second.getFirst().creator()).isEqualTo("alice");
        assertThat(second.getFirst().sha()).isEqualTo(SHA);
        assertThat(Duration.between(second.getFirst().createdAt(), server.time.now())
                        .abs())
                .isLessThan(Duration.ofSeconds(30));
        assertThat(deployments.list(3)).isEmpty();
    }

    @Test
    void listThatIsUnchanged_countsAgainstNoLimit() throws Exception {
        server.fake.deployment("alice", Map.of("sha", SHA.hex()));
        deployments.list(1);

        assertThat(deployments.list(1)).hasSize(1);

        assertThat(server.fake.answers()).containsExactly(200, 304);
    }

    @Test
    void payload_isRead_alsoIfItIsText_orNonsense() throws Exception {
        for (var payload : List.<Object>of(Map.of("a", 1, "b", List.of(2)), "{\"a\": true}", "{", "[1]", "7", "")) {
            server.fake.deployment("alice", Map.of("sha", SHA.hex(), "payload", payload));
        }

        assertThat(Stream.concat(deployments.list(1).stream(), deployments.list(2).stream()))
                .extracting(ListedDeployment::payload)
                .containsExactly(Map.of(), Map.of(), Map.of(), Map.of(), Map.of("a", true), Map.of("a", 1));
    }

    @Test
    void hasState_tellsWhetherAnybodyCarriesItOut() throws Exception {
        var id = server.fake.deployment("alice", Map.of("sha", SHA.hex()));

        assertThat(deployments.hasState(id)).isFalse();
        server.fake.report(id, "queued");
        assertThat(deployments.hasState(id)).isTrue();
        refused(Kind.MISSING, () -> deployments.hasState(7));
    }

    private List<FakeGitHub.DeploymentState> states() {
        return server.fake.deployments().getFirst().states();
    }

    private static Registration registration(String key, @Nullable List<String> contexts) {
        return new Registration(
                key,
                SHA,
                "main",
                "production",
                "deploy",
                true,
                false,
                contexts,
                "Deploy of main by ann",
                "shop/production#42",
                PAGE);
    }

    private static void refused(Kind kind, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .satisfies(it -> List.of(words).forEach(word -> assertThat(it).hasMessageContaining(word)));
    }
}
