package dev.waybill.cli.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A log for a terminal: colours and carriage returns stay, because tools use them for errors and progress bars. All other
 * control sequences are removed, because a log could use them to rename windows, write to the clipboard, type, overwrite
 * earlier lines, or reverse text. What only begins like a sequence is text, so that nothing that follows is lost.
 */
public final class TerminalText {
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;
    private static final int LONGEST = 64;
    /** Of a sequence that contains text: a title, or the address of a link. */
    private static final int LONGEST_TEXT = 4096;
    /** What such sequences begin with, after the escape: OSC, DCS, PM, APC and SOS of ECMA-48. */
    private static final String WITH_TEXT = "]P^_X";

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder sequence = new StringBuilder();
    private final boolean hasColours;
    private byte[] unfinished = {};
    private boolean isColoured;

    /** @param hasColours whether to keep the log's colours */
    public TerminalText(boolean hasColours) {
        this.hasColours = hasColours;
    }

    /** The text for the next bytes; an incomplete character or sequence waits for its rest. */
    public String next(byte[] bytes, int length) {
        var in = ByteBuffer.allocate(unfinished.length + length)
                .put(unfinished)
                .put(bytes, 0, length)
                .flip();
        var decoded = CharBuffer.allocate(in.remaining());
        decoder.decode(in, decoded, false);
        unfinished = new byte[in.remaining()];
        in.get(unfinished);
        var shown = new StringBuilder();
        decoded.flip().chars().forEach(letter -> add((char) letter, shown));
        return shown.toString();
    }

    /** What only began like a sequence, and the sequence that resets the colour. */
    public String end() {
        var rest = new StringBuilder();
        if (sequence.length() > 1 && sequence.charAt(1) != '[') {
            drop(rest);
        }
        return rest.append(isColoured ? "\u001b[0m" : "").toString();
    }

    private void drop(StringBuilder shown) {
        sequence.chars().filter(it -> isShown((char) it)).forEach(it -> shown.append((char) it));
        sequence.setLength(0);
    }

    private void add(char letter, StringBuilder shown) {
        if (!sequence.isEmpty() && goesOn(letter, shown)) {
            return;
        }
        if (letter == ESCAPE) {
            sequence.append(letter);
        } else if (letter == '\n' || letter == '\r' || letter == '\t' || isShown(letter)) {
            shown.append(letter);
        }
    }

    private static boolean isShown(char letter) {
        return !Character.isISOControl(letter)
                && !(letter >= '\u202a' && letter <= '\u202e')
                && !(letter >= '\u2066' && letter <= '\u2069');
    }

    /** Whether a letter continues the sequence; if not, the sequence is dropped and the letter is text. */
    private boolean goesOn(char letter, StringBuilder shown) {
        if (sequence.length() == 1 && WITH_TEXT.indexOf(letter) >= 0) {
            sequence.append(letter);
            return true;
        }
        if (sequence.length() > 1 && sequence.charAt(1) != '[') {
            return textGoesOn(letter, shown);
        }
        var belongs =
                sequence.length() == 1 ? letter == '[' : letter >= ' ' && letter <= '~' && sequence.length() < LONGEST;
        if (!belongs) {
            sequence.setLength(0);
            return false;
        }
        sequence.append(letter);
        if (sequence.length() > 2 && letter >= '@') {
            if (hasColours && COLOUR.matcher(sequence).matches()) {
                shown.append(sequence);
                isColoured = true;
            }
            sequence.setLength(0);
        }
        return true;
    }

    /** It ends with a bell, or with an escape and a backslash; and if it does not, it was none. */
    private boolean textGoesOn(char letter, StringBuilder shown) {
        var isEscaped = sequence.charAt(sequence.length() - 1) == ESCAPE;
        if (letter == BELL || isEscaped && letter == '\\') {
            sequence.setLength(0);
            return true;
        }
        if (isEscaped || letter == '\n' || sequence.length() >= LONGEST_TEXT) {
            drop(shown);
            if (isEscaped) {
                sequence.append(ESCAPE);
                return goesOn(letter, shown);
            }
            return false;
        }
        sequence.append(letter);
        return true;
    }
}
