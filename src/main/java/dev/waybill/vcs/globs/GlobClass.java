package dev.waybill.vcs.globs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parses the character classes of a {@link Glob}, such as {@code [a-z]}, {@code [!0-9]} and {@code [[:digit:]_]}. */
final class GlobClass {
    private static final Map<String, List<Integer>> NAMED = Map.ofEntries(
            Map.entry("alnum", ranges("09AZaz")),
            Map.entry("alpha", ranges("AZaz")),
            Map.entry("blank", ranges("\t\t  ")),
            Map.entry("cntrl", ranges("\u0000\u001f\u007f\u007f")),
            Map.entry("digit", ranges("09")),
            Map.entry("graph", ranges("!~")),
            Map.entry("lower", ranges("az")),
            Map.entry("print", ranges(" ~")),
            Map.entry("punct", ranges("!/:@[`{~")),
            Map.entry("space", ranges("\t\r  ")),
            Map.entry("upper", ranges("AZ")),
            Map.entry("xdigit", ranges("09AFaf")));

    private final String text;
    private final List<Integer> ranges = new ArrayList<>();
    private int at;

    private GlobClass(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /**
     * Adds the class that starts at an index.
     *
     * @return the index after its closing bracket
     */
    static int parse(String text, int at, List<GlobPiece> pieces) {
        var reading = new GlobClass(text, at + 1);
        pieces.add(reading.read());
        return reading.at;
    }

    private GlobPiece read() {
        var isNegated = next() == '!' || next() == '^';
        if (isNegated) {
            at++;
        }
        do { // a closing bracket in first place is a literal
            if (text.startsWith("[:", at)) {
                addNamed();
            } else {
                addRange();
            }
        } while (next() != ']');
        at++;
        return new GlobPiece.OneOf(isNegated, List.copyOf(ranges));
    }

    private void addNamed() {
        var end = text.indexOf(":]", at + 2);
        var named = end < 0 ? null : NAMED.get(text.substring(at + 2, end));
        if (named == null) {
            throw new IllegalArgumentException("has a \"[:\" that is not followed by a class such as [:digit:]");
        }
        ranges.addAll(named);
        at = end + 2;
    }

    private void addRange() {
        var first = letter();
        var isRange = next() == '-' && !text.startsWith("]", at + 1);
        if (isRange) {
            at++;
        }
        ranges.addAll(List.of(first, isRange ? letter() : first));
    }

    private int letter() {
        if (next() == '\\') {
            at++;
        }
        var letter = next();
        at += Character.charCount(letter);
        return letter;
    }

    private int next() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("has a \"[\" without its \"]\"");
        }
        return text.codePointAt(at);
    }

    private static List<Integer> ranges(String letters) {
        return letters.chars().boxed().toList();
    }
}
