package dev.waybill.web.frame;

import dev.waybill.http.Sentences;
import java.util.regex.Pattern;

/** Makes messages fit for pages. They name ways out as fields of the API and verbs, in parentheses; a page has its own, such as a button. */
public final class PageSentences {
    private static final Pattern OTHER_DOORS = Pattern.compile(
            " \\(\"(?:(?:reason|queue|force|steal|cancel|to|mode)\"(?:: (?:true|\"on\"))?|waybill [a-z ]+\")\\)");

    private PageSentences() {}

    /** Also masks tokens and shortens long text, as {@link Sentences#told}. */
    public static String told(String message) {
        return OTHER_DOORS.matcher(Sentences.told(message)).replaceAll("");
    }
}
