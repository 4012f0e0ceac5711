package dev.waybill.chat.grammar;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a sentence, taken one by one, and its reason. Without mentions of the bot, words of politeness and a full stop at
 * the end; a reason is left as it is. For one thread.
 */
final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern MENTION = Pattern.compile("(?i)@?waybill[:,]?|<@[A-Z0-9|._-]{1,100}>[:,]?");
    private static final Pattern MENTION_LAST = Pattern.compile("(?i)@waybill[.!?]?|<@[A-Z0-9|._-]{1,100}>[.!?]?");
    private static final Set<String> BEFORE = Set.of("hey", "hi", "hello", "ok", "please");
    private static final Set<String> AFTER = Set.of("please", "thanks", "thx");
    private static final String REASON = "because";

    private final Deque<String> left;
    private final @Nullable String reason;

    private Words(Deque<String> left, @Nullable String reason) {
        this.left = left;
        this.reason = reason;
    }

    /** @param isName whether a word is a name, given the words before it; such a word is left as it is */
    static Words of(String text, BiPredicate<String, Collection<String>> isName) {
        var all = Arrays.asList(BETWEEN.split(text.strip()));
        var plain = all.stream().map(Words::visible).toList();
        var because = indexOf(plain, REASON);
        var left = new ArrayDeque<>(plain.subList(0, because));
        left.removeIf(String::isEmpty);
        var reason = because == all.size()
                ? null
                : String.join(" ", all.subList(because + 1, all.size())).strip();
        trimStart(left);
        if (reason == null) {
            trimEnd(left, isName);
        }
        return new Words(left, reason == null ? null : Quotes.removed(reason));
    }

    /** Copied text can contain marks that nobody sees, such as those for the direction of writing. */
    private static String visible(String word) {
        return INVISIBLE.matcher(word).replaceAll("");
    }

    /** The size of the list if it is not in it. */
    private static int indexOf(List<String> words, String word) {
        var index = 0;
        while (index < words.size() && !words.get(index).equalsIgnoreCase(word)) {
            index++;
        }
        return index;
    }

    private static void trimStart(Deque<String> words) {
        while (!words.isEmpty()
                && (MENTION.matcher(words.getFirst()).matches() || BEFORE.contains(bare(words.getFirst())))) {
            words.removeFirst();
        }
    }

    private static void trimEnd(Deque<String> words, BiPredicate<String, Collection<String>> isName) {
        var atEnd = "[.?]+$"; // no ref ends with these
        while (words.size() > 1 && isIgnoredLast(words.getLast()) && !isName.test(words.getLast(), words)) {
            words.removeLast();
            atEnd = "[.?,]+$";
        }
        if (!words.isEmpty() && !isName.test(words.getLast(), words)) {
            var last = words.removeLast().replaceFirst(atEnd, "");
            if (!last.isEmpty()) {
                words.addLast(last);
            }
        }
    }

    private static boolean isIgnoredLast(String word) {
        return AFTER.contains(bare(word)) || MENTION_LAST.matcher(word).matches();
    }

    private static String bare(String word) {
        return word.replaceFirst("[.,!]+$", "").toLowerCase(Locale.ROOT);
    }

    /** The words that are left, for another reading of them. */
    Words copy() {
        return new Words(new ArrayDeque<>(left), reason);
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** The next word; there must be one. */
    String next() {
        return left.removeFirst();
    }

    /** Whether the next word is one of these, whatever the case. */
    boolean isNext(String... words) {
        return !left.isEmpty() && Arrays.stream(words).anyMatch(left.getFirst()::equalsIgnoreCase);
    }

    /** Takes the next word if it is one of these. */
    boolean take(String... words) {
        var isNext = isNext(words);
        if (isNext) {
            left.removeFirst();
        }
        return isNext;
    }

    /** All words that are left. */
    String rest() {
        return String.join(" ", left);
    }

    /** What follows the word because; null if that word is missing, empty if nothing follows it. */
    @Nullable
    String reason() {
        return reason;
    }
}
