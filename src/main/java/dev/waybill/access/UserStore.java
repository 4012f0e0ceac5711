package dev.waybill.access;

import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Users and the hashes of their tokens. */
final class UserStore {
    private static final RowMapper<User> USER = (row, _) -> new User(
            new UserId(row.getLong("id")), row.getString("name"), Instant.ofEpochMilli(row.getLong("created_at")));

    private static final String BY_TOKEN = """
            select u.id, u.name, u.created_at from tokens t join users u on u.id = t.user_id where t.hash = ?
            """;
    private static final String BY_NAME = "select id, name, created_at from users where name = ?";
    private static final String INSERT =
            "insert into users (name, created_at) values (?, ?) on conflict (name) do nothing";
    private static final String DELETE_TOKENS = "delete from tokens where name = ? and hash <> ?";
    private static final String INSERT_TOKEN = """
            insert into tokens (user_id, name, hash, created_at) values (?, ?, ?, ?) on conflict (hash) do nothing
            """;

    private final Db db;

    UserStore(Db db) {
        this.db = db;
    }

    Optional<User> byToken(String hash) {
        return db.read(
                handle -> handle.createQuery(BY_TOKEN).bind(0, hash).map(USER).findOne());
    }

    static User byNameOrNew(Tx tx, String name, Instant now) {
        tx.update(INSERT, name, now.toEpochMilli());
        return tx.query(BY_NAME, name).map(USER).one();
    }

    /** Makes this the only token of that name. */
    static void replaceToken(Tx tx, UserId user, String name, String hash, Instant now) {
        tx.update(DELETE_TOKENS, name, hash);
        tx.update(INSERT_TOKEN, user.value(), name, hash, now.toEpochMilli());
    }
}
