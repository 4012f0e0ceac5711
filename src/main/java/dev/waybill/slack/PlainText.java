package dev.waybill.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes what Slack does to what people write, https://docs.slack.dev/messaging/formatting-message-text. */
final class PlainText {
    private static final Pattern MENTION_FIRST = Pattern.compile("^\\s*<@[A-Z0-9]+(\\|[^>]*)?>[:,]?");
    private static final Pattern ANGLES = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

    private PlainText() {}

    /** The same without the first mention of a member, wherever it is. */
    static String without(String member, String text) {
        return of(text.replaceFirst("<@%s(\\|[^>]*)?>[:,]?".formatted(Pattern.quote(member)), " "));
    }

    /** As it was written: names of sites are not links, and a mention at the start is dropped. */
    static String of(String text) {
        var rest = MENTION_FIRST.matcher(text).replaceFirst("");
        return ANGLES.matcher(rest)
                .replaceAll(it -> Matcher.quoteReplacement(it.group(2) == null ? it.group(1) : it.group(2)))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replace('\u00a0', ' ')
                .replaceAll("[“”]", "\"")
                .strip();
    }
}
