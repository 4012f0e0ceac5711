package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Postgres;
import dev.waybill.TcpProxy;
import dev.waybill.spi.Time;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signals from other servers on the same PostgreSQL arrive, even after the connection was lost silently. */
@Tag("postgres")
class ListenerTest {
    private static final String TOPIC = "topic";
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void transactionOfAnotherServer_rings() throws Exception {
        var database = Postgres.fresh();
        var signals = new Signals(Time.system());
        try (var bell = signals.subscribe(TOPIC);
                var _ = Listener.start(database, signals, NEVER);
                signals;
                var other = Db.open(database)) {
            var isThere = bell.await(LONG);

            other.write(tx -> {
                tx.signal(TOPIC);
                return tx;
            });

            assertThat(isThere).isTrue();
            assertThat(bell.await(LONG)).isTrue();
        }
    }

    @Test
    void everyCheckOfTheConnection_rings() throws Exception {
        var database = Postgres.fresh();
        var signals = new Signals(Time.system());
        try (var bell = signals.subscribe(TOPIC);
                var _ = Listener.start(database, signals, OFTEN);
                signals) {
            for (var i = 0; i < 5; i++) {
                assertThat(bell.await(LONG)).isTrue();
            }
        }
    }

    @Test
    void lostConnection_isDetected_andReopened() throws Exception {
        var database = Postgres.fresh();
        var signals = new Signals(Time.system());
        try (var cable = TcpProxy.to(database);
                var bell = signals.subscribe(TOPIC);
                var _ = Listener.start(cable.through(database), signals, OFTEN);
                signals) {
            assertThat(bell.await(LONG)).isTrue();

            cable.swallow();
            while (bell.await(OFTEN.multipliedBy(5))) {
                // discard pending notifications
            }

            assertThat(bell.await(LONG)).isTrue();
            assertThat(bell.await(LONG)).isTrue();
        }
    }
}
