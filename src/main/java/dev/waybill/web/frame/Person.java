package dev.waybill.web.frame;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How people are shown: by name, with their initials in a ring. */
public final class Person {
    private Person() {}

    /** Such as {@code AK} for Ann Keller, and {@code AN} for ann. */
    public static String initials(String name) {
        var words = Stream.of(name.strip().split("[\\s._@-]+"))
                .filter(it -> !it.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return "?";
        }
        var letters = words.size() == 1
                ? first(words.getFirst(), 2)
                : words.stream().limit(2).map(word -> first(word, 1)).collect(Collectors.joining());
        return letters.toUpperCase(Locale.ROOT);
    }

    private static String first(String word, int characters) {
        return word.substring(
                0, word.offsetByCodePoints(0, Math.min(characters, word.codePointCount(0, word.length()))));
    }
}
