package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.receivers.FakeReceiver.Received;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNotifierTest extends NotifierContract {
    private static final Notice LONG = Sample.of(9, Topic.FAILED, HOSTILE.repeat(50), List.of("ä\"\n".repeat(9_000)));

    @Override
    Notifier notifier() {
        return new WebhookNotifier(receivers);
    }

    @Override
    String path() {
        return "/" + SECRET;
    }

    @Override
    Map<String, Object> settings(String root) {
        return Map.of("url", root + path());
    }

    private Received told(String format, Notice notice) throws InterruptedException {
        notifier().tell(notice, Sample.context(with("format", format)));
        return received().getLast();
    }

    @Test
    void teams_getsACard_inWhichNothingIsMarkup() throws Exception {
        var json = told("teams", Sample.of(7, Topic.FAILED, "**failed** [x](y)", List.of("more")))
                .json();

        assertThat(json.path("type").asString()).isEqualTo("message");
        var attachment = json.path("attachments").get(0);
        assertThat(attachment.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        var body = attachment.path("content").path("body");
        assertThat(body.values()).extracting(it -> it.path("type").asString()).containsOnly("RichTextBlock");
        assertThat(body.get(0).path("inlines").get(0).path("text").asString()).isEqualTo("**failed** [x](y)");
        assertThat(attachment.path("content").path("actions").get(0).path("url").asString())
                .isEqualTo(Sample.URL);
        assertThat(told("teams", LONG).body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(28 * 1024);
    }

    @Test
    void mattermost_getsText_thatMentionsNobody() throws Exception {
        var text = told("mattermost", Sample.of(7, Topic.FAILED, "@all [x](y) <!channel>", List.of()))
                .json()
                .path("text")
                .asString();

        assertThat(text).isEqualTo("@\u200ball \\[x\\]\\(y\\) \\<\\!channel\\>\n" + Sample.URL);
        assertThat(told("mattermost", LONG).json().path("text").asString()).hasSizeLessThan(16_383);
    }

    @Test
    void discord_getsTwoThousandCharactersAtMost_andMentionsNobody() throws Exception {
        var json = told("discord", LONG).json();

        assertThat(json.path("content").asString())
                .hasSizeBetween(1_900, 2_000)
                .endsWith("…\n<%s>".formatted(Sample.URL));
        assertThat(json.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
    }

    @Test
    void ntfy_getsText_andTheRestInTheUrl() throws Exception {
        notifier().tell(LONG, Sample.context(with("format", "ntfy")));

        var query = "title=shop%2Fproduction&click=https%3A%2F%2Fdeploy.example.com%2Fapps%2Fshop%2Fproduction%2F42"
                + "&priority=4&tags=rotating_light%2Cfailed";
        var request = receiver.at(path() + "?" + query).getFirst();
        assertThat(URI.create(request.path()).getQuery()).contains("title=shop/production");
        assertThat(request.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
        assertThat(request.body()).startsWith(HOSTILE).endsWith("…");
        assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4_090, 4_096);
    }

    @Test
    void body_isATemplate_inWhichValuesStayValues() throws Exception {
        var template =
                "{\"{event}\": \"{text} {unknown}\", \"of\": [\"{app}\", \"{environment}\", \"{user}\", \"{deploy}\","
                        + " \"{sha}\", \"{ref}\", \"{url}\", \"{details}\"]}";
        assertThat(review(with("body", template))).isEmpty();

        notifier()
                .tell(
                        Sample.of(7, Topic.FAILED, "\", {url} \\", List.of("a", "b")),
                        Sample.context(with("body", template)));
        notifier().tell(Sample.ofLock(), Sample.context(with("body", template)));

        assertThat(received().getFirst().json().toString())
                .isEqualTo(
                        "{\"failed\":\"\\\", {url} \\\\ {unknown}\",\"of\":[\"shop\",\"production\",\"ann\",\"shop/production#42\",\"%s\",\"main\",\"%s\",\"a\\nb\"]}"
                                .formatted(Sample.SHA, Sample.URL));
        assertThat(received().getLast().json().path("of").get(0).asString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\": {text}}", "text", "{\"a\": 1", "{} {}", " ", "{\"a\": \"\\\"{text}}"})
    void bodyThatIsNotJson_isRefused(String body) {
        assertThat(review(with("body", body))).singleElement().satisfies(it -> {
            assertThat(it.setting()).isEqualTo("body");
            assertThat(it.isMistake()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "team, did you mean teams?",
        "xml, 'use one of json, teams, mattermost, discord, ntfy'",
    })
    void unknownFormat_isRefused_withASuggestion(String word, String suggestion) {
        assertThat(review(with("format", word)))
                .singleElement()
                .satisfies(it -> assertThat(it.sentence()).endsWith(suggestion));
    }

    @Test
    void formatAndBody_areAMistake() {
        var both = new ArrayList<>(review(Map.of("url", "https://x.example.com", "format", "teams", "body", "{}")));

        assertThat(both)
                .singleElement()
                .satisfies(it -> assertThat(it.setting()).isEqualTo("format"));
    }
}
