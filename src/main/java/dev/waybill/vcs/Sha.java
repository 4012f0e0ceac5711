package dev.waybill.vcs;

/** A full commit id: 40 lower-case hex digits. */
public record Sha(String hex) {
    public static final int DIGITS = 40;

    public Sha {
        if (!isFull(hex)) {
            throw new IllegalArgumentException("not a full sha: " + hex);
        }
    }

    public static boolean isFull(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (var i = 0; i < DIGITS; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
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
