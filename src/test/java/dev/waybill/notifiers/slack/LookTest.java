package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.slack.api.model.Message;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.util.json.GsonBlockElementFactory;
import com.slack.api.util.json.GsonContextBlockElementFactory;
import com.slack.api.util.json.GsonLayoutBlockFactory;
import com.slack.api.util.json.GsonTextObjectFactory;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.Topic;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Messages as Slack's own classes read them, within Slack's limits. */
class LookTest {
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(LayoutBlock.class, new GsonLayoutBlockFactory(true))
            .registerTypeAdapter(TextObject.class, new GsonTextObjectFactory(true))
            .registerTypeAdapter(ContextBlockElement.class, new GsonContextBlockElementFactory(true))
            .registerTypeAdapter(BlockElement.class, new GsonBlockElementFactory(true))
            .create();

    private Attempts attempts;

    @BeforeEach
    void start() throws Exception {
        attempts = new Attempts();
    }

    @AfterEach
    void stop() {
        attempts.close();
    }

    private static List<LayoutBlock> read(Look look) {
        var json = JsonMapper.shared().writeValueAsString(look);
        return GSON.fromJson(json, Message.class).getBlocks();
    }

    private static List<String> sections(List<LayoutBlock> blocks) {
        return blocks.stream()
                .filter(SectionBlock.class::isInstance)
                .map(it -> ((SectionBlock) it).getText().getText())
                .toList();
    }

    private Look failure(List<String> log, List<NoticeCommit> commits) {
        attempts.commits = commits;
        var notice = attempts.notice(1, Topic.TIMED_OUT, "", List.of());
        return Look.ofFailure(notice, Objects.requireNonNull(notice.deploy()), "", log);
    }

    @Test
    void deploy_isASentence_details_andLinks() {
        var blocks = read(Look.of(attempts.notice(1, Topic.SUCCEEDED, "shop is live", List.of("2 changes", "why"))));

        assertThat(sections(blocks)).containsExactly("✅ shop is live", "2 changes\nwhy");
        var buttons = ((ActionsBlock) blocks.getLast()).getElements().stream().map(ButtonElement.class::cast);
        assertThat(buttons.map(it -> it.getText().getText() + " " + it.getUrl()))
                .containsExactly(
                        "Open " + Attempts.URL,
                        "Log " + Attempts.URL + "/log",
                        "Changes https://code.example.com/compare/a...b");
    }

    @Test
    void nothingThatPeopleWrite_isMarkup() {
        var nasty = "<!channel> <@U1> & *b* `c` ```d";
        var look = Look.of(attempts.notice(1, Topic.STARTED, nasty, List.of(nasty)));
        var reply = failure(List.of(nasty), List.of(new NoticeCommit("a".repeat(40), nasty, "<!here>", "")));

        var escaped = "&lt;!channel&gt; &lt;@U1&gt; &amp; *b* ";
        assertThat(look.text()).contains(escaped).doesNotContain("<!", "<@");
        assertThat(sections(read(look))).allMatch(it -> it.contains(escaped));
        assertThat(reply.text()).contains(escaped, "&lt;!here&gt;").doesNotContain("<!", "<@");
        var log = sections(read(reply)).get(1);
        assertThat(log).contains(escaped).startsWith("```\n").endsWith("\n```");
        assertThat(log.substring(3, log.length() - 3)).doesNotContain("``");
    }

    @Test
    void longMessage_isCut_withALinkToTheRest() {
        var look =
                Look.of(attempts.notice(1, Topic.QUEUED, "&".repeat(5_000), Collections.nCopies(500, "<long line>")));

        var blocks = read(look);
        assertThat(sections(blocks)).hasSize(2).allMatch(it -> it.length() <= 3_000 && it.endsWith("…"));
        assertThat(((ContextBlock) blocks.get(2)).getElements().getFirst().toString())
                .contains("<" + Attempts.URL + "|");
        assertThat(look.text()).hasSizeLessThan(4_000).endsWith("…");
    }

    @Test
    void longLog_keepsItsLastLines_andManyChangesTheNewest() {
        var log = List.of("first", "<".repeat(2_000), "x".repeat(2_000), "last");
        var commits = Collections.nCopies(500, new NoticeCommit("a".repeat(40), "t".repeat(50), "Ann", ""));

        var sections = sections(read(failure(log, commits)));

        assertThat(sections).hasSize(3).allMatch(it -> it.length() <= 3_000);
        assertThat(sections.get(0)).isEqualTo("shop/production#7 timed out");
        assertThat(sections.get(1)).endsWith("…\nlast\n```").doesNotContain("first");
        assertThat(sections.get(2)).startsWith("Changes:\naaaaaaa t").endsWith("…");
    }

    @Test
    void cut_keepsWholeCharacters() {
        assertThat(SlackText.cut("a🚀🚀🚀", 5)).isEqualTo("a🚀…");
        assertThat(SlackText.cut("<<<", 10)).isEqualTo("&lt;&lt;…");
    }

    @Test
    void sample_isOnePlainMessage_atOnce() throws Exception {
        attempts.tell(1, Topic.STARTED);
        var notice = attempts.notice(0, Topic.SUCCEEDED, "a test", List.of());

        attempts.tell(notice);

        assertThat(attempts.slack.messages()).hasSize(2);
        assertThat(attempts.slack.messages().getLast().now().has("blocks")).isFalse();
        assertThat(attempts.slack.messages().getLast().text()).isEqualTo("<%s|a test>".formatted(Attempts.URL));
    }
}
