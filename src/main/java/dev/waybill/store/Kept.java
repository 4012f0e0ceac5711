package dev.waybill.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * A cache of values that their keys fully determine. It is never out of date, because the version is part of the key, and the
 * database says which version is current. When it is full, it is emptied. Large values are not cached. Thread-safe.
 */
public final class Kept<K, V> {
    private final ConcurrentHashMap<K, V> values = new ConcurrentHashMap<>();
    private final int most;
    private final ToLongFunction<V> weight;

    /** In bytes, about. */
    private static final long HEAVIEST = 16 * 1024;

    /**
     * An empty cache.
     *
     * @param most the approximate number of values
     * @param weight the approximate size of a value in bytes
     */
    public Kept(int most, ToLongFunction<V> weight) {
        this.most = most;
        this.weight = weight;
    }

    /** Makes a value, or fails in its own way. */
    @FunctionalInterface
    public interface Maker<V, E extends Exception> {
        V make() throws E;
    }

    /** The value of a key; empty if it is not cached. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key; made if it is missing, possibly by several threads at once. */
    public <E extends Exception> V get(K key, Maker<V, E> make) throws E {
        var known = values.get(key);
        if (known != null) {
            return known;
        }
        var made = make.make();
        if (weight.applyAsLong(made) > HEAVIEST) {
            return made;
        }
        if (values.size() >= most) {
            values.clear();
        }
        values.put(key, made);
        return made;
    }
}
