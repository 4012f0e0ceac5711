package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.receivers.Answer;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wrote a commit is told once that it is live. */
class AuthorNewsTest {
    private static final NoticeCommit CART = Attempts.commit("7f2d6c1", "Fix cart", "bob");
    private static final NoticeCommit SEARCH = Attempts.commit("aaaaaa1", "Search", "cleo");
    private static final NoticeCommit SALE = Attempts.commit("bbbbbb2", "Sell more", "bob");

    private Attempts attempts;
    private FakeSlack slack;
    private int notices;

    @BeforeEach
    void start() throws Exception {
        attempts = new Attempts();
        slack = attempts.slack.member("bob@example.com", "UBOB").member("cleo@example.com", "UCLEO");
        by("thread");
    }

    @AfterEach
    void stop() {
        attempts.close();
    }

    private void by(String way) {
        attempts.with("authors", Map.of("environments", List.of("prod*"), "by", way));
    }

    private Told deployed(Topic end, NoticeCommit... commits) throws Exception {
        attempts.commits = List.of(commits);
        return attempts.nextDeploy().untilTold(++notices, end);
    }

    private List<String> replies() {
        return slack.replies().stream().map(FakeSlack.Message::text).toList();
    }

    private List<String> direct(String member) {
        return slack.directTo(member).stream().map(FakeSlack.Message::text).toList();
    }

    @Test
    void authors_areMentionedInTheThread() throws Exception {
        deployed(Topic.SUCCEEDED, SALE, SEARCH, CART);

        assertThat(slack.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.thread()).isEqualTo(slack.messages().getFirst().ts());
            assertThat(reply.text()).isEqualTo("""
                            Went live in production:
                            <@UBOB>: bbbbbb2 Sell more, 7f2d6c1 Fix cart
                            <@UCLEO>: aaaaaa1 Search""");
        });
    }

    @Test
    void authors_getADirectMessageEach() throws Exception {
        by("direct");

        deployed(Topic.SUCCEEDED, SALE, SEARCH, CART);

        var link = "Went live in production with <%s|shop/production#7>: ".formatted(Attempts.URL);
        assertThat(direct("UBOB")).containsExactly(link + "bbbbbb2 Sell more, 7f2d6c1 Fix cart");
        assertThat(direct("UCLEO")).containsExactly(link + "aaaaaa1 Search");
        assertThat(replies()).isEmpty();
    }

    @Test
    void redeploy_rollback_andForwardAgain_tellNobodyTwice() throws Exception {
        deployed(Topic.SUCCEEDED, CART);
        deployed(Topic.SUCCEEDED);
        deployed(Topic.ROLLED_BACK, CART);
        deployed(Topic.SUCCEEDED, SEARCH, CART);

        assertThat(replies()).hasSize(2);
        assertThat(replies().getLast()).contains("<@UCLEO>").doesNotContain("UBOB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "FAILED", "ROLLED_BACK", "CANCELLED"})
    void onlySuccess_isTold(Topic topic) throws Exception {
        deployed(topic, CART);

        assertThat(replies()).noneMatch(it -> it.contains("<@"));
        assertThat(slack.calls("users.lookupByEmail")).isEmpty();
    }

    @Test
    void otherEnvironments_andOtherSettings_tellNobody() throws Exception {
        attempts.with("authors", Map.of("environments", "staging"));
        deployed(Topic.SUCCEEDED, CART);
        attempts.with("authors", "off"); // not a map: as if it were not given
        deployed(Topic.SUCCEEDED, CART);

        assertThat(replies()).isEmpty();
    }

    @Test
    void mentions_comeBeforeWhatSlackKnows_andOthersAreLeftOut() throws Exception {
        attempts.with("mentions", Map.of("Bob@Example.com", "UMINE", "dora", "UDORA"));

        deployed(Topic.SUCCEEDED, CART, Attempts.commit("ccccc33", "Clean up", "dora"));

        assertThat(replies()).singleElement().satisfies(it -> assertThat(it).endsWith("<@UMINE>: 7f2d6c1 Fix cart"));
        assertThat(slack.calls("users.lookupByEmail")).hasSize(1);
    }

    @Test
    void nobodyFound_isNoMessage() throws Exception {
        deployed(Topic.SUCCEEDED, Attempts.commit("ccccc33", "Clean up", "dora"));

        assertThat(replies()).isEmpty();
    }

    @Test
    void missingScope_isSaid_andFailsNothing() throws Exception {
        slack.failing("users.lookupByEmail", missing("users:read.email"));

        var told = deployed(Topic.SUCCEEDED, CART, SEARCH);

        assertThat(told).isInstanceOf(Told.Delivered.class);
        assertThat(told.answer()).contains("looks up no authors", "lacks the scope users:read.email");
        assertThat(slack.calls("users.lookupByEmail")).hasSize(1);
        assertThat(replies()).isEmpty();
    }

    private static Answer missing(String scope) {
        return new Answer(
                200, Map.of(), "{\"ok\": false, \"error\": \"missing_scope\", \"needed\": \"%s\"}".formatted(scope));
    }

    @Test
    void directMessageThatIsRefused_holdsUpNoOther() throws Exception {
        by("direct");
        slack.failing("conversations.open", missing("im:write"));

        assertThat(deployed(Topic.SUCCEEDED, CART, SEARCH)).isInstanceOf(Told.Delivered.class);

        assertThat(direct("UBOB")).isEmpty();
        assertThat(direct("UCLEO")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.lookupByEmail", "conversations.open", "chat.postMessage", "conversations.history"})
    void trouble_ofSlack_isWaitedFor_andRepeatsNothing(String method) throws Exception {
        by("direct");
        slack.losing("chat.postMessage", 1).failing(method, "internal_error").failing(method, "ratelimited");

        deployed(Topic.SUCCEEDED, CART, SEARCH);

        assertThat(slack.messages()).hasSize(1);
        assertThat(direct("UBOB")).hasSize(1);
        assertThat(direct("UCLEO")).hasSize(1);
    }

    @Test
    void lookupThatNeverSucceeds_isGivenUp_afterTenMinutes() throws Exception {
        slack.failing("users.lookupByEmail", "internal_error").failing("users.lookupByEmail", "fatal_error");
        attempts.commits = List.of(CART);
        var notice = attempts.notice(1, Topic.SUCCEEDED, "succeeded", List.of());

        assertThat(attempts.tell(notice)).isInstanceOf(Told.Later.class);
        assertThat(attempts.after(Duration.ofMinutes(10)).tell(notice)).isInstanceOf(Told.Delivered.class);
        assertThat(replies()).isEmpty();
    }

    @Test
    void lostAnswers_repeatNothing_whateverTheRepositorySaysThen() throws Exception {
        attempts.commits = List.of(CART);
        attempts.tell(1, Topic.SUCCEEDED);
        slack.losing("chat.postMessage", 1);
        assertThat(attempts.tell(1, Topic.SUCCEEDED)).isInstanceOf(Told.Failed.class);
        attempts.commits = List.of();

        attempts.untilTold(1, Topic.SUCCEEDED);

        assertThat(replies()).hasSize(1);
    }

    @Test
    void titles_areNotMarkup() throws Exception {
        deployed(Topic.SUCCEEDED, Attempts.commit("ddddd44", "```<!channel> <@U1> & `x`", "bob"), SEARCH);

        assertThat(replies().getFirst())
                .contains("&lt;!channel&gt; &lt;@U1&gt; &amp;", "\n<@UCLEO>")
                .doesNotContain("<!", "<@U1>", "``");
    }

    /** Each by another author. */
    private NoticeCommit[] many() {
        return IntStream.range(0, 50)
                .mapToObj(it -> {
                    slack.member("a%d@example.com".formatted(it), "U%029d".formatted(it));
                    return Attempts.commit("%07d".formatted(it), "&".repeat(200), "a" + it);
                })
                .toArray(NoticeCommit[]::new);
    }

    @Test
    void manyAuthors_areAllMentioned() throws Exception {
        deployed(Topic.SUCCEEDED, many());

        assertThat(replies().getFirst())
                .hasSizeLessThan(3_000)
                .contains("<@U%029d>: 0000049".formatted(49))
                .doesNotContain("&amp;");
    }

    @Test
    void manyAuthors_getADirectMessageEach_andAreLookedUpOnce_despiteARateLimit() throws Exception {
        by("direct");
        slack.failing("users.lookupByEmail", "users_not_found").failing("users.lookupByEmail", "ratelimited");

        deployed(Topic.SUCCEEDED, many());

        assertThat(IntStream.range(1, 50).mapToObj(it -> direct("U%029d".formatted(it))))
                .allMatch(it -> it.size() == 1);
        assertThat(slack.calls("users.lookupByEmail")).hasSize(51);
    }

    @Test
    void manyCommitsOfOne_areCounted() throws Exception {
        var commits = IntStream.range(0, 8)
                .mapToObj(it -> Attempts.commit("%07d".formatted(it), "Fix", "bob"))
                .toArray(NoticeCommit[]::new);

        deployed(Topic.SUCCEEDED, commits);

        assertThat(replies().getFirst()).endsWith(", 0000004 Fix and 3 more");
    }
}
