package dev.waybill.notifiers.slack;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Blocks, https://docs.slack.dev/reference/block-kit/blocks, within their limits. */
final class Blocks {
    static final int LONGEST_SECTION = 3_000;

    private Blocks() {}

    /** Text in which nothing is markup; shortened if it is too long. */
    static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", plain(SlackText.cut(text, LONGEST_SECTION)));
    }

    /** Whether a section shortens a text. */
    static boolean isCut(String text) {
        return SlackText.escaped(text).length() > LONGEST_SECTION;
    }

    /** Text in markup. */
    static Map<String, Object> markup(String text) {
        return Map.of("type", "section", "text", inMarkup(text));
    }

    /** Small text in markup. */
    static Map<String, Object> context(String text) {
        return Map.of("type", "context", "elements", List.of(inMarkup(text)));
    }

    /**
     * Buttons in a row.
     *
     * @param urls those that open URLs, by their labels
     * @param others those before them
     */
    static Map<String, Object> buttons(Map<String, String> urls, List<Map<String, Object>> others) {
        var links = urls.entrySet().stream()
                .map(it -> Map.<String, Object>of(
                        "type", "button",
                        "text", plain(it.getKey()),
                        "url", it.getValue(),
                        "action_id", it.getKey().toLowerCase(Locale.ROOT)));
        return Map.of(
                "type",
                "actions",
                "elements",
                Stream.concat(others.stream(), links).toList());
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text);
    }

    private static Map<String, Object> inMarkup(String text) {
        return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
    }
}
