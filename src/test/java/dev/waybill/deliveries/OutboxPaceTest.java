package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.Pause;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox does not follow each of many events with a transaction of its own. */
class OutboxPaceTest {
    @TempDir
    private Path directory;

    /** Stands still until it is moved by hand. */
    private static final class StoppedTime implements Time {
        private volatile Duration sinceBoot = Duration.ofHours(1);

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(sinceBoot);
        }

        @Override
        public Duration sinceBoot() {
            return sinceBoot;
        }
    }

    /** The events are written by others, which wait for the disk. */
    private static final class LazyTransactions implements Observer {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public <T> T writeLazily(Supplier<T> work) {
            count.incrementAndGet();
            return work.get();
        }
    }

    private static void happens(Db db, Time time, long deploy) {
        var name = "shop/production#" + deploy;
        db.write(tx -> {
            var subject = new Subject(new Named(1, "shop"), "production", new Named(deploy, name));
            new Events(time).append(tx, new Event(new DeployEvent.Killed(name, "ann"), subject, null));
            return tx;
        });
    }

    @Test
    void eventsDuringARest_areHandledInOneTransaction_afterIt() throws Exception {
        var time = new StoppedTime();
        var transactions = new LazyTransactions();
        var receiver = new Receiver("a");
        try (var db = Db.open(EmbeddedTemplate.in(directory), time, transactions);
                var _ = new RunningOutbox(db, time, receiver, "bert", 1, _ -> false)) {
            while (transactions.count.get() == 0) { // which begins its cursor
                Pause.briefly();
            }
            for (var deploy = 1; deploy <= 5; deploy++) {
                happens(db, time, deploy);
            }
            time.sinceBoot = time.sinceBoot.plusMillis(20);
            while (receiver.received("a").size() < 5) {
                Pause.briefly();
            }

            assertThat(transactions.count).hasValue(2);
        }
    }
}
