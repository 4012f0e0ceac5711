package dev.waybill.cli.lookups;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Rings when something has happened that the token may see. Its owner closes it; {@link #await} is for one thread. */
final class EventBell implements AutoCloseable {
    private final Semaphore events;
    private final Thread listener;

    private EventBell(Semaphore events, Thread listener) {
        this.events = events;
        this.listener = listener;
    }

    /**
     * Listens from now on.
     *
     * @param patience how many seconds to retry while the server cannot be reached
     */
    static EventBell of(Api api, int patience) throws CallFailed, InterruptedException {
        var newest = EventsCommand.newest(api);
        var events = new Semaphore(0);
        var feed = new EventFeed(api, new Query("/events/"), _ -> {}, patience);
        return new EventBell(events, Thread.ofVirtual().start(() -> listen(feed, newest, events)));
    }

    private static void listen(EventFeed feed, long newest, Semaphore events) {
        try {
            feed.follow(newest, _ -> events.release());
        } catch (CallFailed e) {
            // whoever waits looks from time to time as well, and then meets the same failure
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for an event; true if there was one in this time. All that have happened count as one. */
    boolean await(Duration longest) throws InterruptedException {
        var hasRung = events.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        events.drainPermits();
        return hasRung;
    }

    @Override
    public void close() {
        listener.interrupt();
    }
}
