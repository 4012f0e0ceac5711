package dev.waybill.access;

import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Sessions and sign-in links in the database, by the hashes of their secrets; each belongs to a token. */
final class SessionStore {
    private static final String FIND =
            TokenStore.SELECT + "join sessions s on s.token_id = t.id where s.hash = ? and s.used_at > ?";
    private static final String USED_BEFORE = "select count(*) from sessions where hash = ? and used_at <= ?";
    private static final String INSERT =
            "insert into sessions (hash, token_id, created_at, used_at) values (?, ?, ?, ?)";
    private static final String USED = "update sessions set used_at = ? where hash = ?";
    private static final String DELETE = "delete from sessions where hash = ?";
    private static final String DELETE_IDLE = "delete from sessions where used_at <= ?";

    private static final String INSERT_LINK = "insert into login_links (hash, token_id, expires_at) values (?, ?, ?)";
    private static final String FIND_LINK =
            TokenStore.SELECT + "join login_links l on l.token_id = t.id where l.hash = ? and l.expires_at > ?";
    private static final String DELETE_LINK = "delete from login_links where hash = ?";
    private static final String DELETE_OLD_LINKS = "delete from login_links where expires_at <= ?";

    private SessionStore() {}

    static Optional<Token> find(Handle handle, String hash, Instant usedAfter) {
        return Rows.first(handle, FIND, TokenStore.TOKEN, hash, usedAfter.toEpochMilli());
    }

    static void insert(Tx tx, String hash, long token, Instant now) {
        tx.update(INSERT, hash, token, now.toEpochMilli(), now.toEpochMilli());
    }

    /** Whether no use was recorded after that time. */
    static boolean isUnusedSince(Handle handle, String hash, Instant time) {
        return Rows.number(handle, USED_BEFORE, hash, time.toEpochMilli()) == 1;
    }

    static void used(Tx tx, String hash, Instant now) {
        tx.update(USED, now.toEpochMilli(), hash);
    }

    static void delete(Tx tx, String hash) {
        tx.update(DELETE, hash);
    }

    static void deleteIdle(Tx tx, Instant usedBefore) {
        tx.update(DELETE_IDLE, usedBefore.toEpochMilli());
    }

    static void insertLink(Tx tx, String hash, long token, Instant expires) {
        tx.update(INSERT_LINK, hash, token, expires.toEpochMilli());
    }

    static Optional<Token> findLink(Handle handle, String hash, Instant now) {
        return Rows.first(handle, FIND_LINK, TokenStore.TOKEN, hash, now.toEpochMilli());
    }

    /** False if another request was faster. */
    static boolean deleteLink(Tx tx, String hash) {
        return tx.update(DELETE_LINK, hash) == 1;
    }

    static void deleteOldLinks(Tx tx, Instant now) {
        tx.update(DELETE_OLD_LINKS, now.toEpochMilli());
    }
}
