package dev.waybill.logs;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A deploy and its log. */
public abstract class LogsFixture {
    protected static final long DEPLOY = 1;

    @TempDir
    Path directory;

    protected Db db;
    protected Logs logs;

    @BeforeEach
    protected final void open() {
        db = Db.open(EmbeddedTemplate.in(directory));
        logs = new Logs(db, Time.system());
        db.write(tx -> {
            tx.update("insert into users (id, name, created_at) values (1, 'ann', 0)");
            tx.update("insert into apps (id, name, version, of_file, created_at) values (1, 'web', 1, 0, 0)");
            tx.update("insert into app_versions (app_id, version, config, created_at) values (1, 1, '{}', 0)");
            tx.update("insert into lanes (app_id, environment, last_number) values (1, 'production', 1)");
            tx.update("""
                    insert into deploys (id, app_id, environment, number, task, ref, question, user_id, caller_id, door, forced, rank, params,
                        app_version, state, created_at, version)
                    values (1, 1, 'production', 1, 'deploy', 'main', 'main', 1, 1, 'api', 0, 0, '{}', 1, 'pending', 0, 1)
                    """);
            logs.open(tx, DEPLOY);
            return DEPLOY;
        });
    }

    @AfterEach
    protected final void close() {
        db.close();
    }

    protected final void append(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        db.write(tx -> {
            logs.append(tx, DEPLOY, "deploy", bytes);
            return bytes;
        });
    }

    byte[] store(Random random, byte[] bytes) {
        for (var from = 0; from < bytes.length; ) {
            var to = Math.min(bytes.length, from + 1 + random.nextInt(9));
            var piece = Arrays.copyOfRange(bytes, from, to);
            db.write(tx -> {
                logs.append(tx, DEPLOY, "deploy", piece);
                return to;
            });
            from = to;
        }
        return bytes;
    }

    static String text(LogPage page) {
        return page.pieces().stream().map(LogPage.Piece::text).collect(Collectors.joining());
    }
}
