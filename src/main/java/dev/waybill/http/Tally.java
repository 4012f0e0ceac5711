package dev.waybill.http;

import java.util.concurrent.ConcurrentHashMap;

/** Counts for each key how much of something is under way. Remembers nothing of those that have none. Thread-safe. */
final class Tally<K> {
    private final ConcurrentHashMap<K, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more, unless that would be more than so many. */
    boolean enter(K key, int most) {
        var entered = counts.merge(key, 1, Integer::sum) <= most;
        if (!entered) {
            leave(key);
        }
        return entered;
    }

    /** Counts one less. */
    void leave(K key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
