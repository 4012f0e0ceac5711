package dev.waybill.web.find;

import dev.waybill.apps.App;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody looks for: all of these words, anywhere in a name.
 *
 * @param words in lower case
 */
record Words(String text, List<String> words) {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,40}");

    /** Words that begin an action rather than the name of an app. */
    private static final List<String> VERBS = List.of("deploy", "lock", "settings", "of", "to");

    static Words of(String text) {
        var words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return new Words(text, words);
    }

    boolean match(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }

    boolean match(Doable doable) {
        return !words.isEmpty() && match(doable.name());
    }

    boolean name(App app) {
        return match(app.name());
    }

    boolean mayNameAnApp() {
        return words.stream().noneMatch(VERBS::contains);
    }

    /** The beginning of a commit's hash; empty if it is none. */
    String commit() {
        return words.size() == 1 && SHA.matcher(words.getFirst()).matches() ? words.getFirst() : "";
    }
}
