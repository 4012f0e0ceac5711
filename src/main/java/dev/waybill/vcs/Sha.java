package dev.waybill.vcs;

import java.util.regex.Pattern;

/** A full commit id: 40 lower-case hex digits. */
public record Sha(String hex) {
    public static final int DIGITS = 40;

    private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}");

    public Sha {
        if (!isFull(hex)) {
            throw new IllegalArgumentException("not a full sha: " + hex);
        }
    }

    public static boolean isFull(String text) {
        return FULL.matcher(text).matches();
    }

    /** The first seven digits. */
    public String abbreviated() {
        return hex.substring(0, 7);
    }

    @Override
    public String toString() {
        return hex;
    }
}
