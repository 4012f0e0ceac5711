package dev.waybill.slack;

import dev.waybill.notifiers.slack.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer shows.
 *
 * @param text for notifications, in Slack's markup
 */
record Look(String text, List<Map<String, Object>> blocks) {
    private static final int LONGEST = 8_000;
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>()\"]+");

    Look {
        blocks = List.copyOf(blocks);
    }

    /**
     * Text as it is: nothing in it is markup.
     *
     * @param member who is answered; null if that is clear
     * @param url the server's, whose pages become links; all other URLs are only text
     * @param buttons below it; null for none
     */
    static Look of(@Nullable String member, String text, String url, @Nullable Map<String, Object> buttons) {
        var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        var elements = new ArrayList<Map<String, Object>>();
        if (member != null) {
            elements.add(Map.of("type", "user", "user_id", member));
            elements.add(words(": "));
        }
        addWords(elements, shown, url);
        var blocks = new ArrayList<Map<String, Object>>();
        blocks.add(Map.of(
                "type",
                "rich_text",
                "elements",
                List.of(Map.of("type", "rich_text_section", "elements", List.copyOf(elements)))));
        if (buttons != null) {
            blocks.add(buttons);
        }
        return new Look(SlackText.escaped(shown.lines().findFirst().orElse("")), blocks);
    }

    private static void addWords(List<Map<String, Object>> elements, String text, String url) {
        var links = URL.matcher(text);
        var end = 0;
        while (links.find()) {
            if (links.group().startsWith(url + "/")) {
                if (links.start() > end) {
                    elements.add(words(text.substring(end, links.start())));
                }
                elements.add(Map.of("type", "link", "url", links.group()));
                end = links.end();
            }
        }
        if (end < text.length()) {
            elements.add(words(text.substring(end)));
        }
    }

    private static Map<String, Object> words(String text) {
        return Map.of("type", "text", "text", text);
    }
}
