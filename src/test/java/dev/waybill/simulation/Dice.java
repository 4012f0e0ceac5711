package dev.waybill.simulation;

import java.util.List;

/** Chance that can be repeated: the same seed gives the same numbers, on every JVM. SplitMix64, by Steele, Lea and Flood (2014). */
class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Those that always fall the same way, so that the likely happens. */
    static Dice loaded() {
        return new Dice(0) {
            @Override
            int below(int bound) {
                return 0;
            }

            @Override
            boolean chance(int percent) {
                return percent > 50;
            }
        };
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        var z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 up to a bound, which is left out. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
