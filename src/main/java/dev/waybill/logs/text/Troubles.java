package dev.waybill.logs.text;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Guesses from its words whether a line tells an error or warns. It takes the words by which tools mark such lines, and not every
 * line that speaks of errors: {@code 0 errors} is good news.
 */
final class Troubles {
    /** Between spaces, as tools write them; those of letters only are found as whole words. */
    private static final String ERRORS = "ERROR FATAL FAILED SEVERE CRITICAL PANIC error: Error: error[ fatal: panic:"
            + " Exception: Traceback ERR! ***_[ ##[error] ::error npm_error";

    private static final String WARNINGS = "WARN WARNING warning: Warning: ##[warning] ::warning npm_warn";

    /** By their first byte. */
    private static final Word[][] WORDS = new Word[128][];

    private static final Word[] NONE = {};

    /** Whether a word begins with a {@link Bytes#pair}: of almost all places in a log, this is all that is asked. */
    private static final boolean[] BEGINNINGS = new boolean[Bytes.PAIRS];

    static {
        var all = Stream.concat(words(ERRORS, LineKind.ERROR), words(WARNINGS, LineKind.WARNING))
                .toList();
        for (var first = 0; first < WORDS.length; first++) {
            var letter = first;
            WORDS[first] =
                    all.stream().filter(word -> word.bytes()[0] == letter).toArray(Word[]::new);
        }
        all.forEach(word -> BEGINNINGS[Bytes.pair(word.bytes(), 0)] = true);
    }

    private record Word(byte[] bytes, LineKind kind, boolean isWhole) {
        boolean isAt(byte[] head, int at, int length) {
            var end = at + bytes.length;
            if (end > length) {
                return false;
            }
            for (var i = 1; i < bytes.length; i++) {
                if (head[at + i] != bytes[i]) {
                    return false;
                }
            }
            return !(isWhole && (at > 0 && isLetter(head[at - 1]) || end < length && isLetter(head[end])))
                    && !isDenied(head, at, end, length);
        }
    }

    private Troubles() {}

    private static Stream<Word> words(String list, LineKind kind) {
        return Stream.of(list.split(" "))
                .map(it -> it.replace('_', ' '))
                .map(it -> new Word(
                        it.getBytes(StandardCharsets.US_ASCII), kind, it.chars().allMatch(Character::isLetter)));
    }

    /** {@link LineKind#ERROR}, {@link LineKind#WARNING} or {@link LineKind#PLAIN}. */
    static LineKind in(byte[] head, int length) {
        var worst = LineKind.PLAIN;
        for (var at = 0; at < length - 1; at++) {
            if (!BEGINNINGS[Bytes.pair(head, at)]) {
                continue;
            }
            for (var word : head[at] < 0 ? NONE : WORDS[head[at]]) {
                if (word.isAt(head, at, length)) {
                    if (word.kind() == LineKind.ERROR) {
                        return LineKind.ERROR;
                    }
                    worst = word.kind();
                }
            }
        }
        return worst;
    }

    /** Whether the words around say that there is none: {@code 0 ERROR}, {@code no error:}, {@code FAILED=0}. */
    private static boolean isDenied(byte[] head, int at, int end, int length) {
        var isNone = at >= 2 && head[at - 1] == ' ' && head[at - 2] == '0' && (at == 2 || !isDigit(head[at - 3]))
                || at >= 3 && head[at - 1] == ' ' && head[at - 2] == 'o' && (head[at - 3] | 0x20) == 'n';
        var next = end;
        while (next < length && (head[next] == '=' || head[next] == ':' || head[next] == ' ')) {
            next++;
        }
        return isNone
                || next > end
                        && next < length
                        && head[next] == '0'
                        && (next + 1 == length || !isLetterOrMore(head[next + 1]));
    }

    private static boolean isLetterOrMore(byte value) {
        return isLetter(value) || isDigit(value) || value == '.' || value == ':';
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static boolean isLetter(byte value) {
        return value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z' || value == '_';
    }
}
