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
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commit statuses and check runs together. */
class GitHubChecksTest {
    private static final String SHA_TEXT = SHA.hex();

    private final GitHubFixture server = new GitHubFixture();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void checks_areStatusesAndRunsTogether() throws Exception {
        server.fake.status(SHA_TEXT, "ci/old", "success", "All is well");
        server.fake.checkRun(SHA_TEXT, "test", "in_progress", null);

        assertThat(server.github.checks(SHA))
                .extracting(CheckReport::name, CheckReport::state, CheckReport::description, CheckReport::reporter)
                .containsExactly(
                        tuple("ci/old", State.PASSED, "All is well", null),
                        tuple("test", State.PENDING, null, "github-actions"));
        assertThat(server.github.checks(SHA))
                .extracting(CheckReport::link)
                .allMatch(link -> link.startsWith("https://"));
    }

    @Test
    void checks_areEmpty_withoutAnyCi() throws Exception {
        assertThat(server.github.checks(SHA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"success, PASSED", "pending, PENDING", "failure, FAILED", "error, FAILED", "banana, FAILED"})
    void status_isReadAs(String state, State read) throws Exception {
        server.fake.status(SHA_TEXT, "ci", state, null);

        assertThat(server.github.checks(SHA)).extracting(CheckReport::state).containsExactly(read);
    }

    @ParameterizedTest
    @CsvSource({
        "completed, success, PASSED",
        "completed, neutral, PASSED",
        "completed, skipped, PASSED",
        "completed, failure, FAILED",
        "completed, timed_out, FAILED",
        "completed, cancelled, FAILED",
        "completed, action_required, FAILED",
        "completed, stale, FAILED",
        "completed, startup_failure, FAILED",
        "completed, banana, FAILED",
        "completed, , FAILED",
        "queued, , PENDING",
        "in_progress, success, PENDING",
        "waiting, , PENDING",
        "banana, success, PENDING"
    })
    void run_isReadAs(String status, String conclusion, State read) throws Exception {
        server.fake.checkRun(SHA_TEXT, "test", status, conclusion);

        assertThat(server.github.checks(SHA)).extracting(CheckReport::state).containsExactly(read);
        assertThat(server.github.checks(SHA, Set.of("test")))
                .extracting(CheckReport::state)
                .containsExactly(read);
    }

    @Test
    void newestRun_counts() throws Exception {
        server.fake.checkRun(SHA_TEXT, "test", "completed", "failure");
        server.fake.green(SHA_TEXT, "test");

        assertThat(server.github.checks(SHA)).extracting(CheckReport::state).containsExactly(State.PASSED);
    }

    @Test
    void oneName_isGreenOnly_ifAllWhoUseItSaySo() throws Exception {
        server.fake.green(SHA_TEXT, "test");
        server.fake.checkRun(SHA_TEXT, "test", "another-app", "completed", "failure");
        server.fake.status(SHA_TEXT, "build", "pending", null);
        server.fake.green(SHA_TEXT, "build");

        assertThat(server.github.checks(SHA))
                .extracting(CheckReport::name, CheckReport::state)
                .containsExactlyInAnyOrder(tuple("test", State.FAILED), tuple("build", State.PENDING));
    }

    @Test
    void failureOnALaterPage_isSeen() throws Exception {
        for (var i = 0; i < 250; i++) {
            server.fake.green(SHA_TEXT, "run " + i);
            server.fake.status(SHA_TEXT, "status " + i, "success", null);
        }
        server.fake.checkRun(SHA_TEXT, "last", "completed", "failure");

        assertThat(server.github.checks(SHA))
                .hasSize(501)
                .filteredOn(it -> it.state() == State.FAILED)
                .extracting(CheckReport::name)
                .containsExactly("last");
    }

    @Test
    void thirtyThousandRuns_areRefusedAtOnce_andReadableByName() throws Exception {
        for (var i = 0; i < 30_000; i++) {
            server.fake.green(SHA_TEXT, "run " + i);
        }

        refused(Kind.INVALID, () -> server.github.checks(SHA), "30000 check runs", "name the checks");
        assertThat(server.fake.requests("check-runs")).hasSize(1);
        assertThat(server.github.checks(SHA, Set.of("run 29999", "missing")))
                .extracting(CheckReport::name)
                .containsExactly("run 29999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"🚀 deploy & ship + 100%", "a/b?c=d#e", "ünï", "\u202ereversed", "two, three", " "})
    void name_canHoldAnything(String name) throws Exception {
        var longName = name + "x".repeat(1_000);
        server.fake.checkRun(SHA_TEXT, longName, "completed", "failure");

        assertThat(server.github.checks(SHA, Set.of(longName)))
                .extracting(CheckReport::name, CheckReport::state)
                .containsExactly(tuple(longName, State.FAILED));
    }

    @Test
    void description_isCleaned() throws Exception {
        server.fake.status(SHA_TEXT, "ci", "success", "\u001b[2Jgone\n" + "😀".repeat(1_000));

        assertThat(server.github.checks(SHA).getFirst().description())
                .doesNotContain("\u001b", "\n")
                .startsWith("[2Jgone 😀")
                .endsWith("😀…");
    }

    @Test
    void checks_cost304s_whileNothingChanges() throws Exception {
        server.fake.green(SHA_TEXT, "test");
        server.github.checks(SHA);
        server.github.checks(SHA);

        assertThat(server.fake.answers()).containsExactly(200, 200, 304, 304);
        server.fake.checkRun(SHA_TEXT, "test", "completed", "failure");
        assertThat(server.github.checks(SHA)).extracting(CheckReport::state).containsExactly(State.FAILED);
    }

    private static void refused(Kind kind, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(kind))
                .satisfies(it -> List.of(words).forEach(word -> assertThat(it).hasMessageContaining(word)));
    }
}
