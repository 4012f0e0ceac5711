package dev.waybill.access;

import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Tokens, by the hashes of their secrets. Lists stand in one column, with a space between. */
final class TokenStore {
    static final String SELECT = """
            select t.id, t.name, t.rights, t.apps, t.environments, t.deploy_id, t.created_at, t.expires_at, t.last_used_at,
                u.id as user_id, u.name as user_name, u.created_at as user_created_at
            from tokens t join users u on u.id = t.user_id
            """;
    static final RowMapper<Token> TOKEN = (row, _) -> token(row);

    private static final String BY_HASH = SELECT + "where t.hash = ?";
    private static final String BY_ID = SELECT + "where t.id = ? and t.deploy_id is null";
    private static final String ALL = SELECT + "where t.deploy_id is null order by t.id";
    private static final String INSERT = """
            insert into tokens (user_id, name, hash, rights, apps, environments, deploy_id, expires_at, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (hash) do nothing
            """;
    private static final String USED = "update tokens set last_used_at = ? where id = ?";
    private static final String DELETE = "delete from tokens where id = ? and deploy_id is null";
    private static final String DELETE_OTHERS = "delete from tokens where name = ? and hash <> ? and deploy_id is null";
    private static final String OF_DEPLOY = "select id from tokens where deploy_id = ?";
    private static final String DELETE_OF_DEPLOY = "delete from tokens where deploy_id = ?";

    private TokenStore() {}

    /** Asked by every request. */
    static boolean isThereFor(Db db, long deploy) {
        return db.row(OF_DEPLOY, row -> row.getLong(1), deploy).isPresent();
    }

    static Optional<Token> byHash(Db db, String hash) {
        return db.row(BY_HASH, TokenStore::token, hash);
    }

    static Optional<Token> byHash(Handle handle, String hash) {
        return handle.createQuery(BY_HASH).bind(0, hash).map(TOKEN).findOne();
    }

    static Optional<Token> byId(Handle handle, long id) {
        return handle.createQuery(BY_ID).bind(0, id).map(TOKEN).findOne();
    }

    /** All but those of deploys, oldest first. */
    static List<Token> all(Handle handle) {
        return handle.createQuery(ALL).map(TOKEN).list();
    }

    static void insert(
            Tx tx, User user, String name, String hash, Grant grant, @Nullable Instant expires, Instant now) {
        tx.update(
                INSERT,
                user.id().value(),
                name,
                hash,
                grant.rights().stream().map(Right::word).sorted().collect(Collectors.joining(" ")),
                joined(grant.apps()),
                joined(grant.environments()),
                grant.deploy(),
                expires == null ? null : expires.toEpochMilli(),
                now.toEpochMilli());
    }

    static void used(Tx tx, long id, Instant now) {
        tx.update(USED, now.toEpochMilli(), id);
    }

    static boolean delete(Tx tx, long id) {
        return tx.update(DELETE, id) == 1;
    }

    static void deleteOthers(Tx tx, String name, String hash) {
        tx.update(DELETE_OTHERS, name, hash);
    }

    static void deleteOf(Tx tx, long deploy) {
        tx.update(DELETE_OF_DEPLOY, deploy);
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getString("name"),
                new User(
                        new UserId(row.getLong("user_id")),
                        row.getString("user_name"),
                        Instant.ofEpochMilli(row.getLong("user_created_at"))),
                grant(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instantOrNull(row, "expires_at"),
                instantOrNull(row, "last_used_at"));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        var deploy = row.getLong("deploy_id");
        if (!row.wasNull()) {
            return Grant.ofDeploy(deploy);
        }
        var apps = words(row.getString("apps"));
        return new Grant(
                words(row.getString("rights")).stream()
                        .flatMap(word -> Right.find(word).stream())
                        .collect(Collectors.toSet()),
                row.getString("apps") == null
                        ? null
                        : apps.stream().map(Long::valueOf).collect(Collectors.toSet()),
                row.getString("environments") == null ? null : words(row.getString("environments")),
                null);
    }

    private static Set<String> words(@Nullable String column) {
        return column == null || column.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(column.split(" ")));
    }

    private static @Nullable String joined(@Nullable Collection<?> words) {
        return words == null
                ? null
                : words.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
