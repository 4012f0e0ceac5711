package dev.waybill.access;

import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
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
import org.jspecify.annotations.Nullable;

/** Tokens in the database, by the hashes of their secrets. Lists are one column, separated by spaces. */
final class TokenStore {
    static final String SELECT = """
            select t.id, t.name, t.rights, t.apps, t.environments, t.deploy_id, t.created_at, t.expires_at, t.last_used_at,
                u.id, u.name, u.created_at
            from tokens t join users u on u.id = t.user_id
            """;
    /** By position, since every request reads one. */
    static final Row<Token> TOKEN = row -> new Token(
            row.getLong(1),
            row.getString(2),
            new User(new UserId(row.getLong(10)), row.getString(11), Instant.ofEpochMilli(row.getLong(12))),
            grant(row.getString(3), row.getString(4), row.getString(5), longOrNull(row, 6)),
            Instant.ofEpochMilli(row.getLong(7)),
            instantOrNull(row, 8),
            instantOrNull(row, 9));

    private static final String BY_HASH = SELECT + "where t.hash = ?";
    private static final String BY_ID = SELECT + "where t.id = ? and t.deploy_id is null";
    private static final String ALL = SELECT + "where t.deploy_id is null order by t.id";
    private static final String NAMED =
            SELECT + "where u.name = ? and t.name = ? and t.deploy_id is null order by t.id desc";
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

    /** Read by every request. */
    static boolean isThereFor(Db db, long deploy) {
        return db.row(OF_DEPLOY, row -> row.getLong(1), deploy).isPresent();
    }

    static Optional<Token> byHash(Db db, String hash) {
        return db.row(BY_HASH, TOKEN, hash);
    }

    static Optional<Token> byHash(Handle handle, String hash) {
        return Rows.first(handle, BY_HASH, TOKEN, hash);
    }

    static Optional<Token> byId(Handle handle, long id) {
        return Rows.first(handle, BY_ID, TOKEN, id);
    }

    /** All tokens except those of deploys, oldest first. */
    static List<Token> all(Handle handle) {
        return Rows.all(handle, ALL, TOKEN);
    }

    /** A user's tokens with that name, newest first. */
    static List<Token> named(Handle handle, String user, String name) {
        return Rows.all(handle, NAMED, TOKEN, user, name);
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

    private static Grant grant(
            @Nullable String rights, @Nullable String apps, @Nullable String environments, @Nullable Long deploy) {
        if (deploy != null) {
            return Grant.ofDeploy(deploy);
        }
        return new Grant(
                words(rights).stream()
                        .flatMap(word -> Right.find(word).stream())
                        .collect(Collectors.toSet()),
                apps == null ? null : words(apps).stream().map(Long::valueOf).collect(Collectors.toSet()),
                environments == null ? null : words(environments),
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

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        var millis = longOrNull(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
