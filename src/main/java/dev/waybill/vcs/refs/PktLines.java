package dev.waybill.vcs.refs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads a message of packet lines, gitprotocol-common(5). There can be very many, so nothing is made of a line but what is asked of it.
 * The message is untrusted. Belongs to one thread.
 */
final class PktLines {
    /** Four hexadecimal digits. */
    private static final int HEAD = 4;

    private static final byte[] ERROR = "ERR ".getBytes(StandardCharsets.US_ASCII);

    /** Of what a host says, so much is shown. */
    private static final int LONGEST_EXCERPT = 200;

    private final byte[] message;
    private int from;
    private int to;
    private int next;

    PktLines(byte[] message) {
        this.message = message;
    }

    boolean hasMore() {
        return next < message.length;
    }

    /**
     * Goes to the next line. False if the list of lines ends there instead.
     *
     * @throws IOException if the message is none of packet lines, ends within a line, or says that something has failed
     */
    boolean next() throws IOException {
        var length = length();
        from = next + HEAD;
        if (length == 0) {
            to = from;
            next = from;
            return false;
        }
        if (length <= HEAD || length > message.length - next) {
            throw new IOException("the answer is not in git's protocol, or not complete");
        }
        next += length;
        to = message[next - 1] == '\n' ? next - 1 : next;
        if (to - from >= ERROR.length && Arrays.equals(message, from, from + ERROR.length, ERROR, 0, ERROR.length)) {
            throw new IOException("the host says: " + excerpt(text().substring(ERROR.length)));
        }
        return true;
    }

    private int length() throws IOException {
        var length = 0;
        for (var i = next; i < next + HEAD; i++) {
            if (i >= message.length || !HexFormat.isHexDigit(message[i])) {
                throw new IOException("the answer is not in git's protocol");
            }
            length = length << 4 | HexFormat.fromHexDigit(message[i]);
        }
        return length;
    }

    /** The line without its line feed. */
    String text() {
        return new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    /** Takes the line up to the next space, or all of it, off its beginning. Empty if there is no more. */
    String takeWord() {
        var end = from;
        while (end < to && message[end] != ' ') {
            end++;
        }
        var word = new String(message, from, end - from, StandardCharsets.UTF_8);
        from = Math.min(end + 1, to);
        return word;
    }

    boolean hasControlCharacters() {
        for (var i = from; i < to; i++) {
            if (message[i] >= 0 && message[i] < ' ') {
                return true;
            }
        }
        return false;
    }

    private static String excerpt(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_EXCERPT ? line.substring(0, LONGEST_EXCERPT) + "…" : line;
    }

    /** One line, as it is sent. */
    static String line(String text) {
        return "%04x%s\n".formatted(HEAD + text.getBytes(StandardCharsets.UTF_8).length + 1, text);
    }
}
