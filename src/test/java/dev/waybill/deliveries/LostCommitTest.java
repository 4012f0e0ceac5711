package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.Pause;
import dev.waybill.access.Grant;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database crashes, and its newest commits are undone, but the server goes on. */
@Tag("processes")
class LostCommitTest {
    @TempDir
    private Path directory;

    private Delivery only(Deliveries deliveries) {
        var all = deliveries.list(new DeliveryFilter(Grant.ALL, null, null, null, null, 10));
        return all.rows().getFirst();
    }

    @Test
    void delivery_isSentAgain_ifItsEndWasUndone() throws Exception {
        var time = Time.system();
        var receiver = new Receiver("a");
        try (var db = Db.open(EmbeddedTemplate.in(directory), time, Observer.NONE);
                var _ = new RunningOutbox(db, time, receiver, "bert", 1, _ -> false)) {
            happens(db, 1);
            var deliveries = new Deliveries(db, time);
            while (receiver.received("a").isEmpty() || only(deliveries).ended() == null) {
                Pause.briefly();
            }

            db.write(tx -> tx.update("update deliveries set state = 'sending', ended_at = null"));
            db.signals().ring(Events.OUTBOX);

            while (receiver.received("a").size() < 2 || only(deliveries).ended() == null) {
                Pause.briefly();
            }
            assertThat(only(deliveries).state()).isEqualTo(Delivery.State.DELIVERED);
        }
    }

    @Test
    void deliveryThatIsGone_holdsUpNoOther() throws Exception {
        var time = Time.system();
        var receiver = new Receiver("a");
        var isGone = new CountDownLatch(1);
        receiver.answers("a", _ -> {
            isGone.await();
            return Receiver.delivered();
        });
        try (var db = Db.open(EmbeddedTemplate.in(directory), time, Observer.NONE);
                var _ = new RunningOutbox(db, time, receiver, "bert", 1, _ -> false)) {
            happens(db, 1);
            var deliveries = new Deliveries(db, time);
            while (receiver.received("a").isEmpty()) {
                Pause.briefly();
            }
            db.write(tx -> tx.update("delete from deliveries"));
            isGone.countDown();
            happens(db, 2);

            while (receiver.received("a").size() < 2 || only(deliveries).ended() == null) {
                Pause.briefly();
            }
            assertThat(only(deliveries).state()).isEqualTo(Delivery.State.DELIVERED);
        }
    }

    private static void happens(Db db, long deploy) {
        var name = "shop/production#" + deploy;
        db.write(tx -> {
            var subject = new Subject(new Named(1, "shop"), "production", new Named(deploy, name));
            new Events(Time.system()).append(tx, new Event(new DeployEvent.Killed(name, "ann"), subject, null));
            return tx;
        });
    }
}
