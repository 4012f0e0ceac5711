package dev.waybill.logs.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Removes what is not text from a line: control sequences, other control characters, and those that reverse text. */
public final class PlainText {
    private static final byte ESCAPE = 0x1b;

    private PlainText() {}

    /** The text of a line. What a carriage return overwrites stays. */
    public static String of(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        var length = strip(bytes, 0, bytes.length, bytes);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The texts of lines as a person saw them: what a carriage return overwrites is left out. */
    public static String shown(String line) {
        var end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return of(line.substring(line.lastIndexOf('\r', end - 1) + 1, end));
    }

    /**
     * Copies the text of a line.
     *
     * @param out may be the same array; else as long as the line
     * @return how many bytes of it are text
     */
    public static int strip(byte[] in, int from, int to, byte[] out) {
        var length = 0;
        for (var at = from; at < to; ) {
            var value = in[at];
            if (value == ESCAPE) {
                at = afterSequence(in, at, to);
            } else if (value >= 0 && value < ' ' && value != '\t' || value == 0x7f) {
                at++;
            } else if (isInvisible(in, at, to)) {
                at += in[at] == (byte) 0xc2 ? 2 : 3;
            } else {
                out[length++] = value;
                at++;
            }
        }
        return length;
    }

    /** Whether a control character of ISO 6429 (U+0080 to U+009F) or one that changes the direction of text begins here. */
    private static boolean isInvisible(byte[] in, int at, int to) {
        if (in[at] == (byte) 0xc2) {
            return at + 1 < to && in[at + 1] <= (byte) 0x9f;
        }
        if (in[at] != (byte) 0xe2 || at + 2 >= to) {
            return false;
        }
        var last = in[at + 2] & 0xff;
        return in[at + 1] == (byte) 0x80 && (last == 0x8e || last == 0x8f || last >= 0xaa && last <= 0xae)
                || in[at + 1] == (byte) 0x81 && last >= 0xa6 && last <= 0xa9;
    }

    /** The position after a control sequence; one that does not end takes the rest of the line, as in a terminal. */
    private static int afterSequence(byte[] in, int escape, int to) {
        var at = escape + 1;
        if (at == to) {
            return to;
        }
        return switch (in[at]) {
            case '[' -> afterParameters(in, at + 1, to);
            case ']', 'P', '^', '_', 'X' -> afterString(in, at + 1, to);
            default -> {
                while (at < to && in[at] >= ' ' && in[at] <= '/') {
                    at++; // intermediate bytes, such as those that choose a character set
                }
                yield Math.min(to, in[Math.min(at, to - 1)] < ' ' ? at : at + 1);
            }
        };
    }

    private static int afterParameters(byte[] in, int from, int to) {
        var at = from;
        while (at < to && in[at] >= ' ' && in[at] <= '?') {
            at++;
        }
        return at < to && in[at] >= '@' && in[at] <= '~' ? at + 1 : at;
    }

    /** After the bell or the string terminator of OSC, DCS, PM, APC and SOS. */
    private static int afterString(byte[] in, int from, int to) {
        for (var at = from; at < to; at++) {
            if (in[at] == 0x07) {
                return at + 1;
            }
            if (in[at] == ESCAPE) {
                return at + 1 < to && in[at + 1] == '\\' ? at + 2 : at;
            }
        }
        return to;
    }

    /** Lower-cases the letters of ASCII. */
    public static void lower(byte[] bytes, int length) {
        for (var i = 0; i < length; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                bytes[i] |= 0x20;
            }
        }
    }

    /** Whether a text is in the first bytes of another one. */
    public static boolean contains(byte[] text, int length, byte[] wanted) {
        for (var at = 0; at <= length - wanted.length; at++) {
            if (text[at] == wanted[0] && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
