package dev.waybill.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
class RemindersOnPostgresTest extends RemindersContract {
    @Override
    Database fresh() throws Exception {
        return Postgres.fresh();
    }

    @Test
    void twoServers_remindOnceTogether() throws Exception {
        try (var bert = TestServer.in(directory.resolve("bert"))
                .on(present())
                .named("bert")
                .later(passed())
                .start()) {
            held("both", "db migration");
            while (events("both", "deploy.waiting").isEmpty()) {
                bert.time().pass(Duration.ofSeconds(1));
                server.time().pass(Duration.ofSeconds(1));
                Pause.briefly();
            }
            awaitAnother();

            assertThat(events("both", "deploy.waiting")).hasSize(1);
        }
    }
}
