package dev.waybill.notify;

import dev.waybill.deliveries.Courier.Addressee;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What notifiers remember about something that they tell, such as the message that they edit. Thread-safe. */
public final class MemoryStore {
    /** How the subjects that are environments begin. */
    static final String ENVIRONMENT = "environment ";

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration KEPT_OF_ENVIRONMENTS = Duration.ofDays(365);
    private static final int MOST_FORGOTTEN = 100;

    private static final String FIND = "select memory from notifier_memories where target = ? and subject = ?";
    private static final String KEEP = """
            insert into notifier_memories (target, subject, memory, changed_at) values (?, ?, ?, ?)
            on conflict (target, subject) do update set memory = excluded.memory, changed_at = excluded.changed_at
            """;
    private static final String FORGET = """
            delete from notifier_memories where (target, subject) in
                (select target, subject from notifier_memories
                 where changed_at < ? and (changed_at < ? or subject not like ?) order by changed_at limit ?)
            """;

    private final Db db;
    private final Time time;

    public MemoryStore(Db db, Time time) {
        this.db = db;
        this.time = time;
    }

    Optional<String> find(Addressee to) {
        return db.read(handle -> Rows.first(handle, FIND, row -> row.getString(1), to.target(), to.subject()));
    }

    /** What was not changed for a month, or for a year about an environment, is forgotten then. */
    void keep(Addressee to, String text) {
        db.write(tx -> {
            var now = time.now();
            tx.update(KEEP, to.target(), to.subject(), text, now.toEpochMilli());
            tx.update(FORGET, before(now, KEPT), before(now, KEPT_OF_ENVIRONMENTS), ENVIRONMENT + "%", MOST_FORGOTTEN);
            return tx;
        });
    }

    private static long before(Instant now, Duration kept) {
        return now.minus(kept).toEpochMilli();
    }
}
