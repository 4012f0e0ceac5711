package dev.waybill.logs.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The colours and the emphasis that are in force at a place in a log, as the sequences in it have set them (SGR of ECMA-48). For one
 * thread.
 */
public final class Style {
    private static final byte ESCAPE = 0x1b;
    private static final int LONGEST = 64;
    /** The codes that switch emphasis on, from 1 (bold) to 9 (crossed out). */
    private static final int EMPHASES = 9;

    private final StringBuilder sequence = new StringBuilder();
    private boolean isInSequence;
    private String foreground = "";
    private String background = "";
    private int emphasis;

    /** Continues at a place where these sequences are in force, as {@link #text} gives them. */
    public static Style at(String text) {
        var style = new Style();
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        style.read(bytes, 0, bytes.length);
        return style;
    }

    /** The shortest sequence that gives this style; empty for none. */
    public String text() {
        var codes = new StringBuilder();
        for (var code = 1; code <= EMPHASES; code++) {
            if ((emphasis & 1 << code) != 0) {
                codes.append(';').append(code);
            }
        }
        append(codes, foreground);
        append(codes, background);
        return codes.isEmpty() ? "" : "\u001b[" + codes.substring(1) + "m";
    }

    private static void append(StringBuilder codes, String colour) {
        if (!colour.isEmpty()) {
            codes.append(';').append(colour);
        }
    }

    /** Goes over a part of the log. */
    public void read(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at++) {
            at = isInSequence ? at : Bytes.indexOf(ESCAPE, bytes, at, to);
            if (at == to) {
                return;
            } else if (bytes[at] == ESCAPE) {
                isInSequence = true;
                sequence.setLength(0);
            } else if (isInSequence) {
                goOn((char) (bytes[at] & 0xff));
            }
        }
    }

    private void goOn(char letter) {
        var isFirst = sequence.isEmpty();
        if (isFirst && letter != '[' || letter >= 0x7f || sequence.length() > LONGEST) {
            isInSequence = false;
        } else if (!isFirst && letter >= '@') {
            isInSequence = false;
            if (letter == 'm') {
                apply(sequence.substring(1)
                        .replace(":2::", ":2:")
                        .replace(':', ';')
                        .split(";", -1));
            }
        } else {
            sequence.append(letter);
        }
    }

    private void apply(String[] codes) {
        for (var i = 0; i < codes.length; ) {
            var code = number(codes[i]);
            if (code == 38 || code == 48) {
                var end = Math.min(codes.length, i + (i + 1 < codes.length && codes[i + 1].equals("5") ? 3 : 5));
                var colour = String.join(";", Arrays.copyOfRange(codes, i, end));
                foreground = code == 38 ? colour : foreground;
                background = code == 48 ? colour : background;
                i = end;
            } else {
                apply(code);
                i++;
            }
        }
    }

    private void apply(int code) {
        if (code == 0) {
            emphasis = 0;
            foreground = "";
            background = "";
        } else if (code <= EMPHASES) {
            emphasis |= 1 << code;
        } else if (code == 22) {
            emphasis &= ~(1 << 1 | 1 << 2);
        } else if (code > 22 && code < 30) {
            emphasis &= ~(1 << code - 20);
        } else if (code >= 30 && code < 38 || code >= 90 && code < 98) {
            foreground = String.valueOf(code);
        } else if (code >= 40 && code < 48 || code >= 100 && code < 108) {
            background = String.valueOf(code);
        } else if (code == 39) {
            foreground = "";
        } else if (code == 49) {
            background = "";
        }
    }

    /** An omitted number is 0. Other text is no code. */
    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
