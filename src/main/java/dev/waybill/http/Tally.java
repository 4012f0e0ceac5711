package dev.waybill.http;

import java.util.concurrent.ConcurrentHashMap;

/** Counts concurrent uses by key, and forgets keys without any. Thread-safe. */
final class Tally<K> {
    private final ConcurrentHashMap<K, Integer> counts = new ConcurrentHashMap<>();

    /** Adds one; false, and unchanged, if the key has reached the maximum. */
    boolean enter(K key, int most) {
        var entered = counts.merge(key, 1, Integer::sum) <= most;
        if (!entered) {
            leave(key);
        }
        return entered;
    }

    /** Removes one. */
    void leave(K key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
