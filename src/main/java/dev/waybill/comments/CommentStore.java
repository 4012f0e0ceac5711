package dev.waybill.comments;

import dev.waybill.apps.AppId;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The pull requests on which deploys were announced. */
final class CommentStore {
    private static final String IS_DONE = """
            select count(*) from pull_request_comments where app_id = ? and environment = ? and repository = ? and number = ?
            """;
    private static final String SINCE = "select count(*) from pull_request_comments where added_at > ?";
    private static final String KEEP = """
            insert into pull_request_comments (app_id, environment, repository, number, added_at)
            select id, ?, ?, ?, ? from apps where id = ?
            on conflict (app_id, environment, repository, number) do nothing
            """;

    private CommentStore() {}

    /** @param repository with its code host, because an app can move */
    record Place(AppId app, String environment, String repository) {}

    /** Whether there is a comment, or cannot be one. */
    static boolean isDone(Handle handle, Place place, int pull) {
        return Rows.number(handle, IS_DONE, place.app().value(), place.environment(), place.repository(), pull) > 0;
    }

    /** How many comments were added after that time. */
    static int since(Handle handle, Instant time) {
        return (int) Rows.number(handle, SINCE, time.toEpochMilli());
    }

    /** Does nothing if the app was deleted. */
    static void keep(Tx tx, Place place, int pull, boolean isAdded, Instant now) {
        tx.update(
                KEEP,
                place.environment(),
                place.repository(),
                pull,
                isAdded ? now.toEpochMilli() : null,
                place.app().value());
    }
}
