package dev.waybill.chat.grammar;

import org.jspecify.annotations.Nullable;

/** Prints a sentence, part by part. For one thread. */
final class Phrase {
    private final StringBuilder text;

    Phrase(String verb) {
        text = new StringBuilder(verb);
    }

    Phrase add(String words) {
        text.append(' ').append(words);
        return this;
    }

    Phrase addIf(boolean isSaid, String words) {
        return isSaid ? add(words) : this;
    }

    /** Adds nothing if there is no object. */
    Phrase add(String preposition, @Nullable String object) {
        return object == null ? this : add(preposition).add(object);
    }

    /** In quotes if it would lose its own otherwise. */
    Phrase because(@Nullable String reason) {
        return add("because", reason != null && Quotes.isQuoted(reason) ? '"' + reason + '"' : reason);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
