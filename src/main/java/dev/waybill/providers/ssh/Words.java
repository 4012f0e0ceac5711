package dev.waybill.providers.ssh;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a command line for {@code sh -c}. */
final class Words {
    static final String SENTENCE = "must not begin with a dash, and must not contain spaces or commas";

    private static final Pattern WORD = Pattern.compile("(?!-)[^,\\p{C}\\p{Z}]+");
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Words() {}

    /** Whether a program takes it for one name, and not for an option. */
    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** A command line of these words, quoted where needed. */
    static String line(List<String> words) {
        return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
