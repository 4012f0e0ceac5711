package dev.waybill.watches;

import dev.waybill.vcs.refs.RemoteRefs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The looks at a repository so far.
 *
 * @param version raised by every look
 * @param asked how often somebody has asked for a look
 * @param digest of what it has said when it last answered, and of what was wanted then; null if it never has
 * @param changedAt when the digest of an answer last changed; null if it was never seen
 * @param trouble why the last look has failed; null if it has not
 * @param failures since the last look that did not fail
 * @param note what people should know about its refs; null for nothing
 * @param nextAt when the next look is due
 */
record WatchRow(
        String key,
        long version,
        long asked,
        @Nullable String digest,
        @Nullable Instant seenAt,
        @Nullable Instant changedAt,
        @Nullable String trouble,
        int failures,
        @Nullable String note,
        Instant nextAt) {
    static final String COLUMNS =
            "watch_key, version, asked, digest, seen_at, changed_at, trouble, failures, note, next_at";

    static WatchRow of(ResultSet row) throws SQLException {
        return new WatchRow(
                row.getString("watch_key"),
                row.getLong("version"),
                row.getLong("asked"),
                row.getString("digest"),
                instant(row, "seen_at"),
                instant(row, "changed_at"),
                row.getString("trouble"),
                row.getInt("failures"),
                row.getString("note"),
                Instant.ofEpochMilli(row.getLong("next_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** Spreads the looks of many repositories, and those of one. */
    int lot() {
        return key.hashCode() + (int) version * 7;
    }

    static String digest(RemoteRefs refs, String wishDigest) {
        return refs.digest() + " " + wishDigest;
    }

    /** The digest of the refs that it had when the same was wanted; null if something else was, or nothing was seen yet. */
    @Nullable
    String known(String wishDigest) {
        return digest != null && digest.endsWith(" " + wishDigest)
                ? digest.substring(0, digest.length() - wishDigest.length() - 1)
                : null;
    }

    /** How long to wait after a look, see {@link Pace#pause}. */
    interface Pause {
        Duration after(Instant changedAt, Instant now, int lot);
    }

    WatchRow seen(String newDigest, boolean isChange, @Nullable String newNote, Instant now, Pause pause) {
        var changed = isChange || changedAt == null ? now : changedAt;
        var next = now.plus(pause.after(changed, now, lot()));
        return new WatchRow(key, version + 1, asked, newDigest, now, changed, null, 0, newNote, next);
    }

    /** Of the repository as a whole. */
    Freshness freshness(Instant now) {
        return new Freshness(null, null, seenAt, nextAt, trouble, trouble == null && seenAt != null, now);
    }

    WatchRow failed(String why, Instant now, Pace pace) {
        var next = now.plus(pace.retry(failures + 1, lot()));
        return new WatchRow(key, version + 1, asked, digest, seenAt, changedAt, why, failures + 1, note, next);
    }
}
