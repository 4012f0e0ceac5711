package dev.waybill.notifiers.bodies;

import dev.waybill.spi.notices.Notice;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Texts of notices within the limits of receivers, and without what receivers would obey. */
public final class Texts {
    private static final String MORE = "…";

    /** Separates a sign from what follows, without being seen. */
    private static final String NOTHING = "\u200b";

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()#+\\-.!|~<>]");

    private Texts() {}

    /** The sentence and the details, a line each. */
    public static String all(Notice notice) {
        return notice.details().isEmpty() ? notice.sentence() : "%s\n%s".formatted(notice.sentence(), details(notice));
    }

    public static String details(Notice notice) {
        return String.join("\n", notice.details());
    }

    /** The beginning of a text, with an ellipsis if it is longer than that. */
    public static String cut(String text, int mostCharacters) {
        return text.length() <= mostCharacters ? text : start(text, mostCharacters - MORE.length()) + MORE;
    }

    /** The same for a limit in bytes of UTF-8. */
    public static String cutBytes(String text, int mostBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
            return text;
        }
        var left = mostBytes - MORE.getBytes(StandardCharsets.UTF_8).length;
        var end = 0;
        while (true) {
            var next = text.offsetByCodePoints(end, 1);
            left -= text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (left < 0) {
                return text.substring(0, end) + MORE;
            }
            end = next;
        }
    }

    private static String start(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** So that nothing in it mentions anybody: not {@code @channel}, nor Slack's {@code <!channel>}. */
    public static String withoutMentions(String text) {
        return text.replace("@", "@" + NOTHING).replace("<!", "<" + NOTHING + "!");
    }

    /** As Markdown in which nothing is markup or a mention. */
    static String markdown(String text) {
        return withoutMentions(MARKUP.matcher(text).replaceAll("\\\\$0"));
    }
}
