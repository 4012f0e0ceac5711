package dev.waybill.http;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What readers of the same thing share, as long as one of them is there. Thread-safe.
 *
 * @param <K> the thing
 * @param <V> what they share
 */
public final class Shared<K, V> {
    private final Map<K, Used<V>> all = new ConcurrentHashMap<>();

    private record Used<V>(V value, int readers) {}

    /**
     * A reader comes, who later must {@link #leave}.
     *
     * @param first makes what is shared, if nobody else is there
     */
    public V enter(K key, Supplier<V> first) {
        return Objects.requireNonNull(all.compute(
                        key,
                        (_, used) -> used == null
                                ? new Used<>(first.get(), 1)
                                : new Used<>(used.value(), used.readers() + 1)))
                .value();
    }

    /** A reader goes. */
    public void leave(K key) {
        all.computeIfPresent(
                key, (_, used) -> used.readers() == 1 ? null : new Used<>(used.value(), used.readers() - 1));
    }
}
