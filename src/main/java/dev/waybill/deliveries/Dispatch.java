package dev.waybill.deliveries;

import dev.waybill.spi.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each delivery on a thread of its own, and gathers how the attempts ended. Thread-safe. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Map<String, Courier> couriers;
    private final Time time;
    private final Executor threads;
    private final Runnable whenSent;
    private final LinkedBlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    Dispatch(List<Courier> couriers, Time time, Executor threads, Runnable whenSent) {
        this.couriers = couriers.stream().collect(Collectors.toUnmodifiableMap(Courier::name, Function.identity()));
        this.time = time;
        this.threads = threads;
        this.whenSent = whenSent;
    }

    void send(Delivery delivery) {
        try {
            threads.execute(() -> sendNow(delivery));
        } catch (RejectedExecutionException e) {
            LOG.debug("delivery {} is sent after the next start", delivery.id(), e);
        }
    }

    private void sendNow(Delivery delivery) {
        var at = time.now();
        var start = time.sinceBoot();
        try {
            var receipt = receipt(delivery);
            sent.add(new Sent(delivery, receipt, at, time.sinceBoot().minus(start)));
            whenSent.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private Receipt receipt(Delivery delivery) throws InterruptedException {
        var courier = couriers.get(delivery.courier());
        if (courier == null) { // of a later version of this server
            return failed("this server does not know the courier " + delivery.courier());
        }
        try {
            return courier.send(delivery);
        } catch (RuntimeException
                | Error e) { // otherwise it would stay as being sent, with all behind it, until a restart
            LOG.warn("delivery {} to {} failed", delivery.id(), delivery.target(), e);
            return failed("an unexpected error, which is in the log of the server");
        }
    }

    private static Receipt failed(String why) {
        return new Receipt.Failed(new Receipt.Exchange("", why), false, null);
    }

    /** What was sent since the last call, at most so many. */
    List<Sent> sent(int most) {
        var some = new ArrayList<Sent>();
        sent.drainTo(some, most);
        return some;
    }

    /** What could not be recorded. */
    void putBack(List<Sent> all) {
        sent.addAll(all);
    }
}
