package dev.waybill.requests;

import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Rank;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Records the requests for a lane in the order in which they arrived, although the repository may answer a later one first. Each
 * rank has its own order, so a rollback does not wait for other requests. Thread-safe.
 */
final class Arrivals {
    private final Time time;
    private final Map<Place, Deque<Arrival>> waiting = new HashMap<>();

    Arrivals(Time time) {
        this.time = time;
    }

    private record Place(Lane lane, Rank rank) {}

    /** Takes the next turn. The caller closes it when its request has been recorded or refused. */
    synchronized Arrival enter(Lane lane, Rank rank) {
        var arrival = new Arrival(new Place(lane, rank));
        waiting.computeIfAbsent(arrival.place, _ -> new ArrayDeque<>()).add(arrival);
        return arrival;
    }

    private synchronized boolean isFirst(Arrival arrival) {
        return waiting.getOrDefault(arrival.place, new ArrayDeque<>()).peek() == arrival;
    }

    private synchronized void leave(Arrival arrival) {
        waiting.computeIfPresent(arrival.place, (_, arrivals) -> {
            arrivals.remove(arrival);
            if (!arrivals.isEmpty()) {
                arrivals.peek().bell.release();
            }
            return arrivals.isEmpty() ? null : arrivals;
        });
    }

    /** One request's turn. Belongs to one thread. */
    final class Arrival implements AutoCloseable {
        private final Place place;
        private final Semaphore bell = new Semaphore(0);

        private Arrival(Place place) {
            this.place = place;
        }

        /** Waits until all earlier requests have been recorded or refused; false if that takes longer. */
        boolean await(Duration longest) throws InterruptedException {
            return isFirst(this) || time.await(bell, longest);
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
