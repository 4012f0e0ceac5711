package dev.waybill.slack;

import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;

/** What Slack has sent, so that it is carried out once, although Slack can send it again, also to another server. Thread-safe. */
final class ReceivedStore {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String INSERT =
            "insert into slack_messages (key, received_at) values (?, ?) on conflict (key) do nothing";
    private static final String FORGET = "delete from slack_messages where received_at < ?";

    private static final String DELETE = "delete from slack_messages where key = ?";

    private final Db db;

    ReceivedStore(Db db) {
        this.db = db;
    }

    /** For what was not carried out. */
    void forget(String key) {
        db.write(tx -> tx.update(DELETE, key));
    }

    /** Notes it. Whether it was not there before. */
    boolean isNew(String key, Instant now) {
        return db.write(tx -> {
            tx.update(FORGET, now.minus(KEPT).toEpochMilli());
            return tx.update(INSERT, key, now.toEpochMilli()) == 1;
        });
    }
}
