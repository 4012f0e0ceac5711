package dev.waybill.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Chance that a seed repeats. Belongs to one thread. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** From 0 up to a bound, which is left out. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long anyLong() {
        return random.nextLong();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String nasty() {
        return pick(Words.NASTY);
    }

    String number() {
        return pick(Words.NUMBERS);
    }

    /** A header line, now and then; none else. */
    String sometimes(int times, String name, Supplier<String> value) {
        return oneIn(times) ? header(name, value.get()) : "";
    }

    static String header(String name, String value) {
        return name + ": " + value + "\r\n";
    }
}
