package dev.waybill.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Values that their key says all about, kept so that they need not be made again. Nothing here is ever out of date: a version is
 * part of the key, and the database says which version counts. Forgets all when it is full. What is heavy is not kept. Thread-safe.
 */
public final class Kept<K, V> {
    private final ConcurrentHashMap<K, V> values = new ConcurrentHashMap<>();
    private final int most;
    private final ToLongFunction<V> weight;

    /** In bytes, about. */
    private static final long HEAVIEST = 16 * 1024;

    /**
     * Keeps nothing yet.
     *
     * @param most how many to keep, about
     * @param weight of a value, in bytes, about
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

    /** The value of a key; empty if it is not kept. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key; made if it is not there, perhaps by several at once. */
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
