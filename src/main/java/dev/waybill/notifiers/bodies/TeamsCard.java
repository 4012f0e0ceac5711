package dev.waybill.notifiers.bodies;

import dev.waybill.spi.notices.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message with an Adaptive Card, as Workflows of Microsoft Teams take them. Text is in text runs, in which nothing is markup. All is
 * at most 28 KB, also if each character becomes six.
 */
final class TeamsCard {
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int LONGEST_DETAILS = 3_000;

    private TeamsCard() {}

    static Map<String, Object> of(Notice notice) {
        var body = new ArrayList<Map<String, Object>>();
        body.add(text(Texts.cut(notice.sentence(), LONGEST_SENTENCE), "Bolder"));
        if (!notice.details().isEmpty()) {
            body.add(text(Texts.cut(Texts.details(notice), LONGEST_DETAILS), "Default"));
        }
        Map<String, Object> card = Map.of(
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "type", "AdaptiveCard",
                "version", "1.4",
                "body", body,
                "actions", List.of(Map.of("type", "Action.OpenUrl", "title", "Open", "url", notice.url())));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static Map<String, Object> text(String text, String weight) {
        return Map.of(
                "type", "RichTextBlock", "inlines", List.of(Map.of("type", "TextRun", "text", text, "weight", weight)));
    }
}
