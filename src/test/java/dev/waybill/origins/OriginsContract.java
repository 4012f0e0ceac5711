package dev.waybill.origins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A code host is asked about each commit once, and keeps nobody waiting; once for each database. */
abstract class OriginsContract extends OriginsFixture {
    private static final Origin FROM_NOWHERE = new Origin(null, List.of());

    private static Origin by(String author, int number, String title, boolean isMerged) {
        var link = "https://github.example.com/acme/shop/pull/" + number;
        return new Origin(
                author, List.of(new PullRequest(number, title, link, "bob", isMerged, List.of("risky", "ui"))));
    }

    @Test
    void manyCommits_areAskedInGroupsOfFifty_andOnce() throws Exception {
        for (var i = 1; i <= 120; i++) {
            pullRequest(i, "Change " + i, true, sha(i));
        }

        var first = origins.of(shop, shas(120), Instant.MIN);
        var second = known(shop, 120);

        assertThat(first).hasSize(120).containsEntry(sha(97), by("ann", 97, "Change 97", true));
        assertThat(second).isEqualTo(new Known(first, null));
        assertThat(queries()).isEqualTo(3);
        time.pass(Duration.ofDays(100));
        known(shop, 120);
        assertThat(queries()).isEqualTo(3);
    }

    @Test
    void commitWithoutPullRequest_isAskedAgain_lessAndLess_andForAWeekOnly() throws Exception {
        known(shop, 1);
        known(shop, 1);
        assertThat(queries()).isEqualTo(1);
        for (var pause : List.of(60, 80, 180, 380)) {
            time.pass(Duration.ofSeconds(pause - 20));
            known(shop, 1);
            time.pass(Duration.ofSeconds(40));
            known(shop, 1);
        }
        assertThat(queries()).isEqualTo(5);
        time.pass(Duration.ofDays(8));
        known(shop, 1);
        time.pass(Duration.ofDays(100));

        assertThat(known(shop, 1)).isEqualTo(new Known(Map.of(sha(1), FROM_NOWHERE), null));
        assertThat(queries()).isEqualTo(6);
    }

    @Test
    void commitWithoutPullRequest_isAskedAgainAtOnce_ifItsAnswerIsTooOld() throws Exception {
        known(shop, 1);
        time.pass(Duration.ofSeconds(5));
        var since = time.now();
        pullRequest(7, "Add a cart", true, sha(1));

        assertThat(origins.of(shop, shas(2), since)).containsEntry(sha(1), by("ann", 7, "Add a cart", true));
        time.pass(Duration.ofSeconds(5));
        origins.of(shop, shas(2), since);
        assertThat(queries()).isEqualTo(2);
    }

    @Test
    void pullRequest_isNoticed_afterTheCommitWasLookedAt() throws Exception {
        known(shop, 1);
        time.pass(Duration.ofMinutes(2));
        pullRequest(7, "Add a cart", false, sha(1));

        assertThat(known(shop, 1).origins()).containsEntry(sha(1), by("ann", 7, "Add a cart", false));
    }

    @Test
    void refusedGraphQl_isMadeUpForByRest() throws Exception {
        pullRequest(7, "Add a cart", true, sha(1));
        github.fail("POST /graphql", 403, Map.of(), "{}", 9);
        github.forget(sha(2).hex());

        assertThat(known(shop, 2).origins())
                .isEqualTo(Map.of(sha(1), by("ann", 7, "Add a cart", true), sha(2), FROM_NOWHERE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "502 | <html>         | 502",
                "500 | oops           | 500",
                "200 | {{{            | GitHub",
                "401 | {}             | GitHub",
                "429 | {}             | GitHub",
            })
    void codeHostThatFails_isToldAndLeftAlone_untilItHasRecovered(int status, String body, String why)
            throws Exception {
        pullRequest(7, "Add a cart", true, sha(1));
        github.fail("(POST|GET) ", status, Map.of(), body, 1_000);

        var told = known(shop, 1);
        var sent = github.requests().size();
        known(shop, 1);

        assertThat(told.origins()).isEmpty();
        assertThat(told.trouble())
                .startsWith("pull requests are not known yet: ")
                .contains(why);
        assertThat(github.requests()).hasSize(sent);
        assertThatThrownBy(() -> origins.of(shop, shas(1), Instant.MIN)).isInstanceOf(ForgeFailure.class);
        github.mend();
        time.pass(Duration.ofHours(1));
        assertThat(known(shop, 1)).isEqualTo(new Known(Map.of(sha(1), by("ann", 7, "Add a cart", true)), null));
    }

    @Test
    void codeHostThatHangs_keepsNobodyWaiting() throws Exception {
        github.hang("POST /graphql", 1);
        var hasty = hasty();

        var told = origins.known(hasty, shas(1), Duration.ofMillis(1));

        assertThat(told).isEqualTo(new Known(Map.of(), "pull requests are not known yet: GitHub has not answered"));
        assertThatThrownBy(() -> origins.of(hasty, shas(1), Instant.MIN))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.UNREACHABLE));
        while (known(hasty, 1).trouble() != null) {
            time.pass(Duration.ofSeconds(11));
        }
    }

    @Test
    void codeHostThatIsTooSlowForMany_isAskedAboutFewer() throws Exception {
        github.fail("POST /graphql", 502, Map.of(), "<html>", 1);
        known(shop, 50);
        time.pass(Duration.ofSeconds(11));

        assertThat(known(shop, 50).origins()).hasSize(50);
        assertThat(github.requests("POST /graphql"))
                .extracting(it -> it.body().split("oid:").length - 1)
                .containsExactly(50, 10, 40);
    }

    @Test
    void manyLookersAtOnce_makeOneRequest() throws Exception {
        Callable<Known> look = () -> known(shop, 50);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each :
                    threads.invokeAll(Stream.generate(() -> look).limit(200).toList())) {
                assertThat(each.get().origins()).hasSize(50);
            }
        }

        assertThat(queries()).isEqualTo(1);
    }

    @Test
    void appWithAWrongCredential_seesNothingOfAnother_andHoldsItUpNoMore() throws Exception {
        var other = app("other", "ghp_wrong");
        pullRequest(7, "Add a cart", true, sha(1));
        known(shop, 1);

        assertThat(known(other, 2).origins()).isEmpty();
        assertThat(known(other, 2).trouble()).startsWith("pull requests are not known yet: ");
        assertThat(known(shop, 3).origins()).hasSize(3);
    }

    @Test
    void appWithoutCodeHost_hasNoOriginsAndNoLinks() throws Exception {
        var plain = withoutCodeHost("plain");

        assertThat(known(plain, 1)).isEqualTo(Known.NOTHING);
        assertThat(origins.of(plain, shas(1), Instant.MIN)).isEmpty();
        assertThat(origins.links(plain)).isEqualTo(Links.NONE);
        assertThat(origins.links(shop).compare(sha(1), sha(2)))
                .hasValue("%s/acme/shop/compare/%s...%s".formatted(github.url(), sha(1), sha(2)));
    }

    @Test
    void hostileTitle_isKeptAsOneShortLine() throws Exception {
        pullRequest(7, "<b>\u001b[2J\u0000\u202e😀\n\"'" + "x".repeat(10_000), true, sha(1));

        var title = origins.of(shop, shas(1), Instant.MIN)
                .values()
                .iterator()
                .next()
                .pullRequests()
                .getFirst()
                .title();

        assertThat(title).startsWith("<b>[2J😀 \"'xxx").endsWith("x…");
        assertThat(title.codePointCount(0, title.length())).isEqualTo(300);
    }

    @Test
    void whatIsKept_goesWithItsApp() throws Exception {
        known(shop, 3);
        assertThat(kept()).isEqualTo(3);

        delete(shop);

        assertThat(kept()).isZero();
    }
}
