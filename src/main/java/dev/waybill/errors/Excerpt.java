package dev.waybill.errors;

/** Shortens text from commands, git, libraries or requests for display. */
public final class Excerpt {
    /** In characters: enough for a reason of 2,000 and the message around it. */
    public static final int LONGEST = 4_096;

    private static final String MORE = "…";

    private Excerpt() {}

    /** The text, cut with an ellipsis if it is longer than {@link #LONGEST}. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = LONGEST - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
