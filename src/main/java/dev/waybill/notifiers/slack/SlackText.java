package dev.waybill.notifiers.slack;

import dev.waybill.spi.notices.Notice;
import java.util.List;
import java.util.stream.Stream;

/** Text in Slack's markup, https://docs.slack.dev/messaging/formatting-message-text. Limits count characters as they are sent. */
public final class SlackText {
    static final int LONGEST_TEXT = 3_900; // Slack asks for at most 4,000
    private static final int LONGEST_LABEL = 1_000;
    private static final String FENCE = "```";
    private static final String CUT = "…";

    private SlackText() {}

    /** A notice as one text: the sentence, which is a link, and the details. */
    static String of(Notice notice) {
        var first = link(notice.url(), notice.sentence());
        var all = Stream.concat(Stream.of(first), notice.details().stream().map(SlackText::escaped));
        return joined(all.toList(), LONGEST_TEXT);
    }

    static String link(String url, String label) {
        return "<%s|%s>"
                .formatted(
                        escaped(url).replace("|", "%7C"),
                        cut(label, LONGEST_LABEL).replace('|', '¦'));
    }

    /** So that nothing in it is a mention, a link or a command. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Escaped, and shortened with an ellipsis. */
    static String cut(String text, int most) {
        var all = escaped(text);
        if (all.length() <= most) {
            return all;
        }
        var cut = new StringBuilder();
        for (var at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            var next = escaped(Character.toString(text.codePointAt(at)));
            if (cut.length() + next.length() + CUT.length() > most) {
                break;
            }
            cut.append(next);
        }
        return cut + CUT;
    }

    /** The last lines that fit, as they are: nothing in them is markup. Empty if there are none. */
    static String code(List<String> lines, int most) {
        var left = most - 2 * FENCE.length() - 2;
        var text = "";
        for (var line : lines.reversed()) {
            var next = cut(line.replace("`", "`\u200b"), left / 2) + "\n";
            if (text.length() + next.length() > left) {
                break;
            }
            text = next + text;
        }
        return text.isEmpty() ? "" : "%s\n%s%s".formatted(FENCE, text, FENCE);
    }

    /** The first of some lines in markup that fit. */
    static String joined(List<String> lines, int most) {
        var left = most - 1 - CUT.length();
        var text = new StringBuilder();
        for (var line : lines) {
            if (text.length() + line.length() + 1 > left) {
                return text + CUT;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        return text.toString();
    }
}
