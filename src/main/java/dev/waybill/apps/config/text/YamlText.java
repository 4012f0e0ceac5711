package dev.waybill.apps.config.text;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Checks the characters of a YAML document, and explains syntax errors. */
final class YamlText {
    private static final Pattern INDENT = Pattern.compile("(?m)^[ \t]+");
    private static final Pattern BEGINNING = Pattern.compile("found character '(.)'");
    private static final String IN_QUOTES = "a text that begins with %s needs quotes";

    private YamlText() {}

    /**
     * The text as the library needs it: without a byte order mark, and without tabs that indent JSON.
     *
     * @throws YamlTree.Unreadable if it contains a character that YAML does not allow
     */
    static String of(String text) {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var line = 1;
        for (var i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            var point = plain.codePointAt(i);
            if (!StreamReader.isPrintable(point)) {
                throw new YamlTree.Unreadable(
                        "line %d: contains the character U+%04X%s, which YAML does not allow; remove it"
                                .formatted(line, point, point == 0 ? " (NUL)" : ""));
            }
            line += point == '\n' ? 1 : 0;
        }
        var isJson = plain.lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty() && !it.startsWith("#"))
                .findFirst()
                .filter(it -> it.startsWith("{") || it.startsWith("["))
                .isPresent();
        return isJson
                ? INDENT.matcher(plain)
                        .replaceAll(match -> " ".repeat(match.group().length()))
                : plain;
    }

    /** The library's message with the line and, if useful, a way out. */
    static String sentence(MarkedYamlEngineException mistake) {
        var problem = String.valueOf(mistake.getProblem());
        var line = mistake.getProblemMark()
                .map(mark -> "line %d: ".formatted(mark.getLine() + 1))
                .orElse("");
        if (problem.contains("(TAB)")) {
            return line + "is indented with a tab; YAML only allows spaces";
        }
        var said = problem.replaceFirst("\\. \\(Do not use . for indentation\\)", "");
        return "%sis not YAML: %s%s".formatted(line, said, wayOut(mistake, problem));
    }

    private static String wayOut(MarkedYamlEngineException mistake, String problem) {
        if ("while scanning an alias".equals(mistake.getContext())) {
            return "; " + IN_QUOTES.formatted("*");
        }
        var beginning = BEGINNING.matcher(problem);
        if (beginning.lookingAt()) {
            return "; " + IN_QUOTES.formatted(beginning.group(1));
        }
        return problem.startsWith("mapping values are not allowed")
                ? "; a text with a colon and a space in it needs quotes"
                : "";
    }
}
