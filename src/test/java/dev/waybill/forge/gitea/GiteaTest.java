package dev.waybill.forge.gitea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.forge.Ability;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.FakeGitea;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.Timing;
import dev.waybill.spi.Secret;
import dev.waybill.vcs.Sha;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GiteaTest {
    private static final Sha SHA = new Sha("a".repeat(40));
    private static final Sha OTHER = new Sha("b".repeat(40));

    private final FakeGitea fake = FakeGitea.start();
    private final Http http = new Http(new SkippingTime(), "1.0", Map.of(), Timing.USUAL);
    private final Gitea gitea =
            new Gitea(URI.create(fake.url()), FakeGitHub.REPOSITORY, () -> new Secret(FakeGitea.TOKEN), http);

    @AfterEach
    void close() {
        http.close();
        fake.close();
    }

    @ParameterizedTest
    @CsvSource({
        "success, PASSED",
        "skipped, PASSED",
        "pending, PENDING",
        "error, FAILED",
        "failure, FAILED",
        "warning, FAILED",
        "banana, FAILED"
    })
    void status_isReadAs(String status, State read) throws Exception {
        fake.status(SHA.hex(), "ci", status, "Done", "/acme/shop/actions/runs/6");

        assertThat(gitea.checks(SHA))
                .extracting(CheckReport::name, CheckReport::state, CheckReport::description, CheckReport::reporter)
                .containsExactly(tuple("ci", read, "Done", "drone"));
        assertThat(gitea.checks(SHA).getFirst().link())
                .isEqualTo(fake.url().replace("/api/v1", "/acme/shop/actions/runs/6"));
    }

    @Test
    void newestStatus_ofEachContext_isFoundOnAllPages() throws Exception {
        fake.status(SHA.hex(), "late", "failure", null, "");
        for (var i = 0; i < 120; i++) {
            fake.status(SHA.hex(), "ci " + i % 60, i < 60 ? "failure" : "success", null, "");
        }

        assertThat(gitea.checks(SHA))
                .hasSize(61)
                .filteredOn(it -> it.state() == State.FAILED)
                .hasSize(1);
        assertThat(gitea.checks(SHA, Set.of("late")))
                .extracting(CheckReport::state)
                .containsExactly(State.FAILED);
    }

    @Test
    void checks_areEmpty_withoutAnyCi() throws Exception {
        assertThat(gitea.checks(SHA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[null]",
                "[{}]",
                "[{\"context\": \"x\"}]",
                "[{\"status\": \"success\"}]",
                "[{\"context\": \"x\", \"state\": \"success\"}]",
                "<html>"
            })
    void strangeAnswers_areNotGreen(String body) {
        fake.fail("statuses", 200, Map.of(), body, 1);

        refused(Kind.UNREACHABLE, () -> gitea.checks(SHA));
    }

    @Test
    void shortLists_areNotGreen() {
        fake.fail("statuses", 200, Map.of("X-Total-Count", "3"), "[{\"context\": \"x\", \"status\": \"success\"}]", 1);

        refused(Kind.UNREACHABLE, () -> gitea.checks(SHA));
    }

    @Test
    void publish_writesAStatus_onlyWhenItChanges() throws Exception {
        var report = new CheckReport(
                "waybill/production", State.PASSED, "Ready\nto go", "https://w.example.com", null, Instant.EPOCH);
        gitea.publish(SHA, report);
        gitea.publish(SHA, report);

        assertThat(fake.statuses())
                .extracting(FakeGitea.Status::context, FakeGitea.Status::status)
                .containsExactly(tuple("waybill/production", "success"));
    }

    @Test
    void origins_areThoseOfEachCommit() throws Exception {
        fake.commit(
                SHA.hex(),
                "ann",
                new FakeGitHub.PullRequest(7, "Add a cart", "bob", true, List.of("risky"), List.of()));
        fake.commit(OTHER.hex(), "bob", null);

        assertThat(gitea.origins(List.of(SHA, OTHER, new Sha("c".repeat(40)))))
                .isEqualTo(Map.of(
                        SHA,
                        new Origin(
                                "ann",
                                List.of(new PullRequest(
                                        7,
                                        "Add a cart",
                                        "https://gitea.example.com/acme/shop/pulls/7",
                                        "bob",
                                        true,
                                        List.of("risky")))),
                        OTHER,
                        new Origin("bob", List.of())));
    }

    @Test
    void comment_isAddedOnce() throws Exception {
        fake.lose("POST", 1);
        refused(Kind.UNREACHABLE, () -> gitea.comment(7, "Live", "shop/production#42"));

        gitea.comment(7, "Live", "shop/production#42");

        assertThat(fake.comments()).containsExactly("Live\n\n<!-- waybill: shop/production#42 -->");
    }

    @Test
    void renamedRepository_isFollowed_alsoByWrites() throws Exception {
        fake.status(SHA.hex(), "ci", "failure", null, "");
        fake.rename("acme/store");

        assertThat(gitea.checks(SHA)).extracting(CheckReport::state).containsExactly(State.FAILED);
        gitea.comment(7, "Live", "x");
        assertThat(fake.comments()).hasSize(1);
    }

    @Test
    void links_leadToThePages() {
        var other = new Gitea(URI.create("https://git.example.com/api/v1/"), "acme/shop", () -> new Secret(""), http);

        assertThat(other.commitLink(SHA)).hasValue("https://git.example.com/acme/shop/commit/" + SHA);
        assertThat(other.compareLink(SHA, OTHER))
                .hasValue("https://git.example.com/acme/shop/compare/" + SHA + "..." + OTHER);
        assertThat(other.deployments()).isEmpty();
        assertThat(other).hasToString("Gitea acme/shop");
    }

    @Test
    void abilities_tellWhatIsKnown() throws Exception {
        assertThat(gitea.abilities())
                .extracting(Ability::what, Ability::state)
                .contains(
                        tuple("read commit statuses", Ability.State.ALLOWED),
                        tuple("publish commit statuses", Ability.State.UNKNOWN));
        fake.withhold();
        assertThat(gitea.abilities())
                .extracting(Ability::what, Ability::state)
                .contains(tuple("publish commit statuses", Ability.State.REFUSED));
        fake.revoke();
        assertThat(gitea.abilities()).extracting(Ability::state).containsExactly(Ability.State.REFUSED);
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
}
