package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.TcpProxy;
import dev.waybill.errors.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The settings of PostgreSQL sessions. */
@Tag("postgres")
class SessionsTest {
    @Test
    void everySession_hasTheSettings_exceptThoseOfMigrations() throws Exception {
        var database = Postgres.withUsualLimits();

        try (var pools = Pools.open(database);
                var migrations = Pools.forMigrations(database);
                var alone = Sessions.open(database)) {
            assertThat(settings(pools.reader())).isEqualTo("3s 10s 10");
            assertThat(settings(pools.writer())).isEqualTo("3s 10s 10");
            assertThat(settings(pools.apart())).isEqualTo("3s 10s 10");
            assertThat(settings(alone)).isEqualTo("3s 10s 10");
            assertThat(settings(migrations)).startsWith("0 0 ");
        }
    }

    @Test
    void urlOfTheDatabase_takesPrecedence() throws Exception {
        var database = with(Postgres.withUsualLimits(), "options=-c%20lock_timeout=7s&socketTimeout=1");

        try (var db = Db.open(database);
                var alone = Sessions.open(database)) {
            assertThat(settings(alone)).isEqualTo("3s 7s 10");
            assertThatThrownBy(() -> db.read(handle -> handle.execute("select pg_sleep(20)")))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("The database does not respond");
            assertThat(db.answers()).isTrue();
        }
    }

    @Test
    void logs_areCompressedByLz4_wherePostgresHasIt() throws Exception {
        try (var pools = Pools.open(Postgres.withUsualLimits());
                var connection = pools.writer().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select coalesce(bool_and(setting = case when 'lz4' = any (enumvals) then 'lz4' else 'pglz' end), true)
                        from pg_settings where name = 'default_toast_compression'
                        """)) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
    }

    @Test
    void lostConnections_areReplaced_withinSeconds() throws Exception {
        var database = Postgres.withUsualLimits();
        try (var cable = TcpProxy.to(database);
                var db = Db.open(with(cable.through(database), "socketTimeout=2"))) {
            awaitConnections(db, 8 + 6 + 1 + 1);

            cable.swallow();
            var begun = System.nanoTime();
            var told = 0;
            while (!isAnswered(db)) {
                told++;
            }

            assertThat(told).isLessThan(5);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
        }
    }

    /** As documented in docs/server.md. */
    private static void awaitConnections(Db db, int count) throws InterruptedException {
        var sql = "select count(*) from pg_stat_activity where datname = current_database()";
        while (db.read(handle -> handle.createQuery(sql).mapTo(Integer.class).one()) != count) {
            Pause.briefly();
        }
    }

    private static boolean isAnswered(Db db) {
        try {
            db.writeApart(tx -> tx.update("update nodes set beat = beat + 1"));
            db.write(tx -> tx.update("update event_counter set seq = seq"));
            return db.answers();
        } catch (Unavailable e) {
            return false;
        }
    }

    private static Database with(Database database, String options) {
        var url = database.jdbcUrl();
        return new Database(url + (url.contains("?") ? "&" : "?") + options);
    }

    private static String settings(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            return settings(connection);
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_setting('idle_in_transaction_session_timeout') || ' ' || current_setting('lock_timeout')
                            || ' ' || current_setting('tcp_keepalives_idle')
                        """)) {
            row.next();
            return row.getString(1);
        }
    }
}
