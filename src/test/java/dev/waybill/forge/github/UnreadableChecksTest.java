package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a credential does not see. */
class UnreadableChecksTest {
    private static final String SHA_TEXT = SHA.hex();

    private final GitHubFixture server = new GitHubFixture();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void checkRuns_areUnreadable_withAFineGrainedToken() {
        server.fake.withhold("checks=read");
        server.fake.status(SHA_TEXT, "ci", "success", null);

        refused(Kind.FORBIDDEN, () -> server.github.checks(SHA), "checks: read", "GitHub App");
    }

    @Test
    void jobs_standInForCheckRuns_thatAreNamed() throws Exception {
        server.fake.withhold("checks=read");
        server.fake.status(SHA_TEXT, "ci", "success", null);
        server.fake.green(SHA_TEXT, "test");
        server.fake.checkRun(SHA_TEXT, "lint", "completed", "failure");

        assertThat(server.github.checks(SHA, Set.of("ci", "test", "lint")))
                .extracting(CheckReport::name, CheckReport::state)
                .containsExactlyInAnyOrder(
                        tuple("ci", State.PASSED), tuple("test", State.PASSED), tuple("lint", State.FAILED));
    }

    @Test
    void manyNames_areReadTogether() throws Exception {
        var names = IntStream.range(0, 20).mapToObj(i -> "test " + i).collect(Collectors.toSet());
        names.forEach(name -> server.fake.green(SHA_TEXT, name));
        server.fake.green(SHA_TEXT, "another");

        assertThat(server.github.checks(SHA, names))
                .extracting(CheckReport::name)
                .hasSameElementsAs(names);
        assertThat(server.fake.requests()).hasSize(2);
        server.fake.withhold("checks=read");
        assertThat(server.github.checks(SHA, names))
                .extracting(CheckReport::name)
                .hasSameElementsAs(names);
    }

    @Test
    void jobs_doNotStandIn_forRunsOfOtherApps() {
        server.fake.withhold("checks=read");
        server.fake.checkRun(SHA_TEXT, "scan", "another-app", "completed", "failure");

        refused(Kind.FORBIDDEN, () -> server.github.checks(SHA, Set.of("scan")), "\"scan\" is neither");
        server.fake.withhold("actions=read");
        refused(Kind.FORBIDDEN, () -> server.github.checks(SHA, Set.of("scan")), "grant actions: read");
    }

    @Test
    void commitThatGitHubDoesNotHave_isMissing() {
        server.fake.forget(SHA_TEXT);

        refused(Kind.MISSING, () -> server.github.checks(SHA), "No commit found");
    }

    @Test
    void repositoryThatIsGone_isMissing() {
        server.fake.hide();

        refused(Kind.MISSING, () -> server.github.checks(SHA), "the credential cannot see it");
    }

    @Test
    void renamedRepository_isFollowed() throws Exception {
        server.fake.status(SHA_TEXT, "ci", "failure", null);
        server.fake.rename("acme/store");

        assertThat(server.github.checks(SHA)).extracting(CheckReport::state).containsExactly(State.FAILED);
    }

    @Test
    void revokedToken_isUnauthorized() {
        server.fake.revoke(dev.waybill.forge.fake.FakeGitHub.TOKEN);

        refused(Kind.UNAUTHORIZED, () -> server.github.checks(SHA), "Bad credentials", "replace it");
    }

    @Test
    void fewerEntriesThanCounted_areNoAnswer() {
        server.fake.fail("check-runs", 200, Map.of(), "{\"total_count\": 2, \"check_runs\": []}", 1);

        refused(Kind.UNREACHABLE, () -> server.github.checks(SHA), "0 of 2 check runs");
    }

    private static void refused(Kind kind, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .satisfies(it -> List.of(words).forEach(word -> assertThat(it).hasMessageContaining(word)));
    }
}
