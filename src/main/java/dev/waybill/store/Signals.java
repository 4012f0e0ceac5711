package dev.waybill.store;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Wakes threads that wait for a change by a transaction. A ring means "look again", and carries no data. Thread-safe. */
public final class Signals implements AutoCloseable {
    private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();
    private final AtomicLong rings = new AtomicLong();
    private volatile boolean closed;

    private final Time time;

    Signals(Time time) {
        this.time = time;
    }

    /** Subscribes to a topic. Subscribe first, then look, so that nothing is missed in between. */
    public Subscription subscribe(String topic) {
        var made = new Subscription[1];
        topics.compute(topic, (_, known) -> {
            var heard = known == null ? new Topic(topic) : known;
            made[0] = new Subscription(heard);
            return heard;
        });
        return made[0];
    }

    /** The waiting threads of a topic, and a number that every ring changes. */
    private final class Topic {
        private final String name;
        private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
        private volatile long lastRing = rings.incrementAndGet();

        private Topic(String name) {
            this.name = name;
        }

        private void ring() {
            lastRing = rings.incrementAndGet();
            subscriptions.forEach(Subscription::ring);
        }
    }

    /** Wakes the subscribers of a topic; transactions use {@link Tx#signal}. */
    public void ring(String topic) {
        var heard = topics.get(topic);
        if (heard != null) {
            heard.ring();
        }
    }

    /** Wakes all subscribers. */
    void ringAll() {
        topics.values().forEach(Topic::ring);
    }

    /** True when the server shuts down, so that waiting threads end. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        ringAll();
    }

    /** A subscription. Belongs to one thread, which closes it. */
    public final class Subscription implements AutoCloseable {
        private final Topic topic;
        private final Semaphore bell = new Semaphore(0);

        private Subscription(Topic topic) {
            this.topic = topic;
            topic.subscriptions.add(this);
        }

        private void ring() {
            if (bell.availablePermits() == 0) {
                bell.release();
            }
        }

        /** Waits for a ring since the last call. False if the time passed without one, or the server shuts down. */
        public boolean await(Duration longest) throws InterruptedException {
            if (closed) {
                return false;
            }
            var rung = time.await(bell, longest);
            bell.drainPermits();
            return rung && !closed;
        }

        /** A number that changes with every ring, and never repeats. */
        public long lastRing() {
            return topic.lastRing;
        }

        /** True when the server shuts down. */
        public boolean isOver() {
            return closed;
        }

        @Override
        public void close() {
            topics.computeIfPresent(topic.name, (_, known) -> {
                topic.subscriptions.remove(this);
                return known.subscriptions.isEmpty() ? null : known;
            });
        }
    }
}
