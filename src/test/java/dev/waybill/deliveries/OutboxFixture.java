package dev.waybill.deliveries;

import dev.waybill.Pause;
import dev.waybill.ShiftedTime;
import dev.waybill.access.Grant;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database with an outbox, and events for it. */
abstract class OutboxFixture {
    static final Predicate<String> NOBODY = _ -> false;

    @TempDir
    private Path directory;

    final ShiftedTime time = new ShiftedTime();
    private final Events events = new Events(time);
    Db db;
    Deliveries deliveries;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        db = Db.open(database(directory), time, Observer.NONE);
        deliveries = new Deliveries(db, time);
    }

    @AfterEach
    void close() {
        db.close();
    }

    final void happens(long deploy) {
        var name = "shop/production#" + deploy;
        db.write(tx -> {
            var subject = new Subject(new Named(1, "shop"), "production", new Named(deploy, name));
            events.append(tx, new Event(new DeployEvent.Killed(name, "ann"), subject, null));
            return tx;
        });
    }

    final RunningOutbox outbox(Courier courier) {
        return outbox(courier, 1);
    }

    final RunningOutbox outbox(Courier courier, long epoch) {
        return new RunningOutbox(db, time, courier, "bert", epoch, NOBODY);
    }

    final List<Delivery> list(Delivery.State state) {
        return deliveries
                .list(new DeliveryFilter(Grant.ALL, null, null, state, null, 1000))
                .rows();
    }

    /** Waits until so many deliveries are in a state. */
    final List<Delivery> await(Delivery.State state, int count) throws InterruptedException {
        while (list(state).size() != count) {
            Pause.briefly();
        }
        return list(state);
    }
}
