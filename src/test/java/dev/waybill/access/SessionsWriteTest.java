package dev.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Observer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What signing in costs the database. */
class SessionsWriteTest {
    private final AtomicInteger writes = new AtomicInteger();

    @TempDir
    Path directory;

    @Test
    void tryInVain_writesNothing() throws Exception {
        var file = directory.resolve("admin-token");
        try (var db = Db.open(EmbeddedTemplate.in(directory), Time.system(), counting())) {
            var access = new Access(db, new Events(Time.system()), Time.system());
            access.admit(file, "bert");
            writes.set(0);

            assertThat(access.sessions().signIn("wrong")).isEmpty();
            assertThat(writes).hasValue(0);
            assertThat(access.sessions().signIn(Files.readString(file).strip())).isPresent();
            assertThat(writes).hasValue(1);
        }
    }

    private Observer counting() {
        return new Observer() {
            @Override
            public <T> T write(Supplier<T> work) {
                writes.incrementAndGet();
                return work.get();
            }
        };
    }
}
