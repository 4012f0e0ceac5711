package dev.waybill.store;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Wakes those who wait for something that a transaction changed. A ring says "look", never what to see. Thread-safe. */
public final class Signals implements AutoCloseable {
    private final ConcurrentHashMap<String, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private final Time time;

    Signals(Time time) {
        this.time = time;
    }

    /** Hears every ring of a topic from now on. Subscribe first, then look: nothing is missed in between. */
    public Subscription subscribe(String topic) {
        var subscription = new Subscription(topic);
        subscriptions.compute(topic, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<Subscription>newKeySet() : others;
            all.add(subscription);
            return all;
        });
        return subscription;
    }

    /** Wakes who waits for a topic; a transaction does so by {@link Tx#signal}. */
    public void ring(String topic) {
        subscriptions.getOrDefault(topic, Set.of()).forEach(Subscription::ring);
    }

    /** Wakes everybody. */
    void ringAll() {
        subscriptions.values().forEach(all -> all.forEach(Subscription::ring));
    }

    /** True when the server goes down: who waits should end. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        ringAll();
    }

    /** One who waits. Belongs to one thread, which closes it. */
    public final class Subscription implements AutoCloseable {
        private final String topic;
        private final Semaphore bell = new Semaphore(0);

        private Subscription(String topic) {
            this.topic = topic;
        }

        private void ring() {
            if (bell.availablePermits() == 0) {
                bell.release();
            }
        }

        /** Waits for a ring since the last call. False if the time passed without one, or the server goes down. */
        public boolean await(Duration longest) throws InterruptedException {
            if (closed) {
                return false;
            }
            var rung = time.await(bell, longest);
            bell.drainPermits();
            return rung && !closed;
        }

        /** True when the server goes down. */
        public boolean isOver() {
            return closed;
        }

        @Override
        public void close() {
            subscriptions.computeIfPresent(topic, (_, others) -> {
                others.remove(this);
                return others.isEmpty() ? null : others;
            });
        }
    }
}
