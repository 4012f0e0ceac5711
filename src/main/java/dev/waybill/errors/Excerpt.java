package dev.waybill.errors;

/** As much of a text from outside as people read: of a command, of git, of a library, or of a request. */
public final class Excerpt {
    /** In characters: room for a reason of 2,000, and for what is said of it. */
    public static final int LONGEST = 4_096;

    private static final String MORE = "…";

    private Excerpt() {}

    /** The text, or its beginning and an ellipsis if it is longer than {@link #LONGEST}. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = LONGEST - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
