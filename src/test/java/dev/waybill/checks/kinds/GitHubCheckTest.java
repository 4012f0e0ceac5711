package dev.waybill.checks.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.forge.AppForge;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.forge.github.Credential;
import dev.waybill.forge.github.GitHub;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.Timing;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The check of a code host, with GitHub. */
class GitHubCheckTest extends CheckContract {
    private FakeGitHub fake = FakeGitHub.start();
    private final Http http = new Http(new SkippingTime(), "1.0", Map.of(), Timing.USUAL);

    @AfterEach
    void close() {
        http.close();
        fake.close();
    }

    @Override
    Check check() {
        var credential = new Credential.Token(() -> new Secret(FakeGitHub.TOKEN));
        var github = new GitHub(URI.create(fake.url()), FakeGitHub.REPOSITORY, credential, http);
        return new ForgeCheck("github", List.of(), (_, _) -> Optional.of(new AppForge(github, null, false)));
    }

    @Override
    Optional<CheckContext> arrange(Case found) {
        fake.close();
        fake = FakeGitHub.start();
        switch (found) {
            case PASSED -> fake.green(Asked.SHA, "build");
            case PENDING -> fake.checkRun(Asked.SHA, "build", "in_progress", null);
            case MISSING -> {} // a commit without any CI
            case FAILED -> fake.status(Asked.SHA, "ci", "failure", "3 tests failed");
            case UNREADABLE -> fake.revoke(FakeGitHub.TOKEN);
            case UNREACHABLE -> fake.fail("GET ", 502, Map.of(), "<html>", 100);
        }
        return Optional.of(Asked.with(Map.of()));
    }

    private List<CheckResult> results(Map<String, Object> settings) throws InterruptedException {
        return check().ask(Asked.with(settings)) instanceof CheckAnswer.Reported reported
                ? reported.results()
                : List.of();
    }

    @Test
    void statusesAndCheckRuns_countTogether_inTheirOwnWords() throws Exception {
        fake.green(Asked.SHA, "build");
        fake.status(Asked.SHA, "ci", "failure", "3 tests failed");

        assertThat(results(Map.of()))
                .extracting(CheckResult::name, CheckResult::state, CheckResult::description)
                .contains(tuple("ci", CheckResult.State.FAILED, "3 tests failed"))
                .hasSize(2);
    }

    @Test
    void requiredContext_thatNeverReports_isMissing_howeverGreenTheRestIs() throws Exception {
        fake.green(Asked.SHA, "build");

        assertThat(results(Map.of("contexts", List.of("build", "e2e"))))
                .extracting(CheckResult::name, CheckResult::state)
                .containsExactlyInAnyOrder(
                        tuple("build", CheckResult.State.PASSED), tuple("e2e", CheckResult.State.MISSING));
    }

    @Test
    void nameWithEmojiAndAThousandCharacters_canBeRequired() throws Exception {
        var name = "🚀".repeat(500) + " tests";
        fake.green(Asked.SHA, name);

        assertThat(results(Map.of("contexts", name)))
                .extracting(CheckResult::name, CheckResult::state)
                .containsExactly(tuple(name, CheckResult.State.PASSED));
    }
}
