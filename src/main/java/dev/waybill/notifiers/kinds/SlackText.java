package dev.waybill.notifiers.kinds;

import dev.waybill.spi.notices.Notice;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text in Slack's markup, https://docs.slack.dev/messaging/formatting-message-text. */
final class SlackText {
    private SlackText() {}

    /** A notice as one text: the sentence, which is a link, and the details. */
    static String of(Notice notice) {
        var first = "<%s|%s>".formatted(notice.url(), escaped(notice.sentence()).replace('|', '¦'));
        return Stream.concat(Stream.of(first), notice.details().stream().map(SlackText::escaped))
                .collect(Collectors.joining("\n"));
    }

    /** So that nothing in it is a mention, a link or a command. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
