package dev.waybill.start;

import dev.waybill.Config;
import dev.waybill.Server;
import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Starts servers that may not start. */
@Tag("processes")
abstract class StartFixture {
    @TempDir
    Path directory;

    static Server start(Path data, int port, @Nullable Database database) throws Exception {
        return start(data, null, port, database);
    }

    static Server start(Path data, @Nullable String host, int port, @Nullable Database database) throws Exception {
        return Server.start(
                new Config(
                        data, host, port, null, database, null, null, null, null, List.of(), null, null, false,
                        List.of()),
                Time.system());
    }
}
