package dev.waybill.forge.github;

/** Descriptions as GitHub takes them. */
final class Descriptions {
    private static final int LONGEST = 140;
    private static final String MORE = "…";

    private Descriptions() {}

    /** At most 140 characters, however GitHub counts them: as UTF-16 units, which are never fewer than code points. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        var end = LONGEST - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
