package dev.waybill.deploys;

import dev.waybill.store.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends deploys that happened elsewhere. */
public final class PastStore {
    /** They have a start, so that code hosts and statuses take them for deploys that ran. */
    private static final String HAPPENED = """
            update deploys
            set state = 'finished', outcome = 'succeeded', started_at = :at, finished_at = :at, evidence = :evidence,
                version = version + 1,
                previous_sha = (
                    select l.sha from deploys l
                    where l.app_id = deploys.app_id and l.environment = deploys.environment and l.live_number is not null
                    order by l.live_number desc limit 1)
            where id = :id and state = 'pending' and sha is not null
            """;

    private PastStore() {}

    /** Ends a deploy that was inserted in the same transaction, and makes it live. */
    public static void happened(Tx tx, Deploy deploy, Instant at, @Nullable String evidence) {
        try (var update = tx.handle().createUpdate(HAPPENED)) {
            update.bind("at", at.toEpochMilli())
                    .bind("evidence", evidence)
                    .bind("id", deploy.id().value())
                    .execute();
        }
        Transitions.goLive(tx, deploy);
    }
}
