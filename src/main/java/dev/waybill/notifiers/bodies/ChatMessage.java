package dev.waybill.notifiers.bodies;

import dev.waybill.spi.notices.Notice;
import java.util.List;
import java.util.Map;

/** Messages in Markdown, in which only the link is markup, and nobody is mentioned. */
final class ChatMessage {
    /** Escaped and with its link, this is less than the 16,383 characters of one post of Mattermost. */
    private static final int LONGEST = 4_000;

    private static final int LONGEST_OF_DISCORD = 2_000;

    /** SUPPRESS_EMBEDS. */
    private static final int NO_PREVIEW = 4;

    private ChatMessage() {}

    static Map<String, Object> mattermost(Notice notice) {
        var text = Texts.markdown(Texts.cut(Texts.all(notice), LONGEST));
        return Map.of("text", "%s\n%s".formatted(text, notice.url()));
    }

    /** {@code allowed_mentions} holds whatever the text is. */
    static Map<String, Object> discord(Notice notice) {
        var link = "\n<%s>".formatted(notice.url());
        return Map.of(
                "content",
                fitting(Texts.all(notice), LONGEST_OF_DISCORD - link.length()) + link,
                "allowed_mentions",
                Map.of("parse", List.of()),
                "flags",
                NO_PREVIEW);
    }

    /** Cuts before it escapes, so that no escape is cut in two. */
    private static String fitting(String text, int most) {
        var characters = most;
        var escaped = Texts.markdown(Texts.cut(text, characters));
        while (escaped.length() > most) {
            characters -= Math.max(1, (escaped.length() - most) / 2);
            escaped = Texts.markdown(Texts.cut(text, characters));
        }
        return escaped;
    }
}
