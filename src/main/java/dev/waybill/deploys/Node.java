package dev.waybill.deploys;

import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * This server among those that share the database.
 *
 * @param id stays with its data directory
 * @param epoch counts its starts; a write of an earlier start counts no more
 * @param maxRunning how many deploys may run on it at once
 */
public record Node(String id, long epoch, int maxRunning) {
    private static final String REGISTER = """
            insert into nodes (id, epoch, max_running, started_at) values (?, 1, ?, ?)
            on conflict (id) do update
                set epoch = nodes.epoch + 1, max_running = excluded.max_running, started_at = excluded.started_at
            returning epoch
            """;

    /** Notes a start of this server, and takes over the runs of its earlier ones. */
    public static Node register(Db db, String id, int maxRunning, Time time) {
        return db.write(tx -> {
            var epoch = tx.query(REGISTER, id, maxRunning, time.now().toEpochMilli())
                    .mapTo(Long.class)
                    .one();
            var node = new Node(id, epoch, maxRunning);
            RunStore.adopt(tx, node);
            return node;
        });
    }

    /** The id of the server to which a data directory belongs; made with it. */
    public static String idIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID() + "\n");
        }
        return Files.readString(file).strip();
    }
}
