package dev.waybill.access;

import dev.waybill.store.Tx;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;

/** The users in the database. */
final class UserStore {
    private static final RowMapper<User> USER = (row, _) -> new User(
            new UserId(row.getLong("id")), row.getString("name"), Instant.ofEpochMilli(row.getLong("created_at")));

    private static final String BY_NAME = "select id, name, created_at from users where name = ?";
    private static final String INSERT =
            "insert into users (name, created_at) values (?, ?) on conflict (name) do nothing";

    private UserStore() {}

    static User byNameOrNew(Tx tx, String name, Instant now) {
        tx.update(INSERT, name, now.toEpochMilli());
        return tx.query(BY_NAME, name).map(USER).one();
    }
}
