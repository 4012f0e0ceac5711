package dev.waybill.vcs.refs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads a message of packet lines, gitprotocol-common(5). The message is untrusted. Belongs to one thread. */
final class PktLines {
    /** Four hexadecimal digits. */
    private static final int HEAD = 4;

    private static final String ERROR = "ERR ";

    /** Of what a host says, so much is shown. */
    private static final int LONGEST_EXCERPT = 200;

    private final byte[] message;
    private int at;

    PktLines(byte[] message) {
        this.message = message;
    }

    /** Ends a list of lines. */
    static final String END = "";

    boolean hasMore() {
        return at < message.length;
    }

    /**
     * The next line without its line feed, or {@link #END}.
     *
     * @throws IOException if the message is none of packet lines, ends within a line, or says that something has failed
     */
    String next() throws IOException {
        var length = length();
        if (length == 0) {
            at += HEAD;
            return END;
        }
        if (length <= HEAD || length > message.length - at) {
            throw new IOException("the answer is not in git's protocol, or not complete");
        }
        var line = new String(message, at + HEAD, length - HEAD, StandardCharsets.UTF_8);
        at += length;
        if (line.startsWith(ERROR)) {
            throw new IOException("the host says: " + excerpt(line.substring(ERROR.length())));
        }
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    private int length() throws IOException {
        for (var i = at; i < at + HEAD; i++) {
            if (i >= message.length || !HexFormat.isHexDigit(message[i])) {
                throw new IOException("the answer is not in git's protocol");
            }
        }
        return HexFormat.fromHexDigits(new String(message, at, HEAD, StandardCharsets.US_ASCII));
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
