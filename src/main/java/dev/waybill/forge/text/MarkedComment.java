package dev.waybill.forge.text;

import tools.jackson.databind.JsonNode;

/** A comment with a hidden word, by which it is recognized later. */
public final class MarkedComment {
    /** In code points; code hosts take a little more. */
    private static final int LONGEST = 60_000;

    private final String text;
    private final String hidden;

    public MarkedComment(String text, String marker) {
        this.text = HostileText.cut(text, LONGEST);
        this.hidden = "<!-- waybill: %s -->".formatted(marker.replaceAll("[^A-Za-z0-9._/#-]", "_"));
    }

    public String body() {
        return text + "\n\n" + hidden;
    }

    /** Whether a comment has this word. */
    public boolean isIn(JsonNode comment) {
        return comment.path("body").asString("").contains(hidden);
    }
}
