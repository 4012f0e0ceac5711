package dev.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.ShiftedTime;
import dev.waybill.deliveries.Courier.Addressee;
import dev.waybill.store.Db;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryStoreTest {
    private static final Addressee DEPLOY = new Addressee("notifier slack #1", "deploy 42");
    private static final Addressee ENVIRONMENT = new Addressee("notifier slack #1", "environment production of 1");
    private static final Addressee OTHER = new Addressee("notifier slack #1", "deploy 43");

    @Test
    void deploys_areForgottenAfterAMonth_andEnvironmentsAfterAYear(@TempDir Path directory) {
        var time = new ShiftedTime();
        try (var db = Db.open(EmbeddedTemplate.in(directory))) {
            var memory = new MemoryStore(db, time);
            memory.keep(DEPLOY, "a message");
            memory.keep(ENVIRONMENT, "commits");

            time.pass(Duration.ofDays(31));
            memory.keep(OTHER, "another");
            assertThat(memory.find(DEPLOY)).isEmpty();
            assertThat(memory.find(ENVIRONMENT)).contains("commits");

            time.pass(Duration.ofDays(335));
            memory.keep(OTHER, "another");
            assertThat(memory.find(ENVIRONMENT)).isEmpty();
            assertThat(memory.find(OTHER)).contains("another");
        }
    }
}
