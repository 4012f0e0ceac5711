package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Postgres;
import dev.waybill.errors.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unsuitable PostgreSQL database: the server either works with it, or names the way out at start. */
@Tag("postgres")
class FitnessTest {
    @Test
    void everyTimeZoneOfJava_isKnownToPostgres_orTranslatedByItsDriver() throws Exception {
        var before = TimeZone.getDefault();
        var database = Postgres.empty();
        try {
            for (var id : Stream.of(TimeZone.getAvailableIDs())
                    .filter(id -> !id.contains("/") || id.startsWith("SystemV") || id.startsWith("US/"))
                    .toList()) {
                TimeZone.setDefault(TimeZone.getTimeZone(id));
                var now = System.currentTimeMillis();
                TimeZones.agree();

                assertThat(TimeZone.getDefault().getOffset(now))
                        .as(id)
                        .isEqualTo(TimeZone.getTimeZone(id).getOffset(now));
                try (var connection = DriverManager.getConnection(database.jdbcUrl())) {
                    assertThat(connection.isValid(10)).isTrue();
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void open_refusesADatabaseThatIsNotInUtf8() throws Exception {
        var database = Postgres.empty();
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            for (var encoding : new String[] {"LATIN1", "SQL_ASCII"}) {
                statement.execute(
                        "create database other_%1$s encoding '%1$s' locale 'C' template template0".formatted(encoding));
                var other = new Database(
                        database.jdbcUrl().replaceFirst("/test\\d+", "/other_" + encoding.toLowerCase(Locale.ROOT)));

                assertThatThrownBy(() -> Db.open(other).close())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has the encoding " + encoding)
                        .hasMessageContaining("encoding 'UTF8'");
                statement.execute("drop database other_" + encoding);
            }
        }
    }

    @Test
    void open_throughATransactionPooler_needsPrepareThreshold0(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(PgBouncer.PROGRAM), "there is no pgbouncer");
        var real = Postgres.empty();
        try (var bouncer = PgBouncer.start(directory, real)) {
            var pooled = real.jdbcUrl().replaceFirst("//[^/]*/", "//127.0.0.1:%d/".formatted(bouncer.port()));

            assertThatThrownBy(() -> Db.open(new Database(pooled)).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("prepareThreshold=0");
            try (var db = Db.open(new Database(pooled + (pooled.contains("?") ? "&" : "?") + "prepareThreshold=0"))) {
                for (var i = 0;
                        i < 30;
                        i++) { // the driver prepares a statement on the server when it is used for the fifth time
                    var wanted = i;
                    assertThat((int) db.write(tx -> tx.handle()
                                    .createQuery("select ?::int")
                                    .bind(0, wanted)
                                    .mapTo(Integer.class)
                                    .one()))
                            .isEqualTo(i);
                    assertThat(db.answers()).isTrue();
                }
            }
        }
    }

    @Test
    void sqliteLockedByAnotherProgram_isUnavailable(@TempDir Path directory) throws SQLException {
        var database = Database.embedded(directory.resolve("waybill.db"));
        try (var db = Db.open(database);
                var other = DriverManager.getConnection(database.jdbcUrl());
                var statement = other.createStatement()) {
            statement.execute("begin immediate");

            assertThatThrownBy(() -> db.write(tx -> 1))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("Another program keeps the database locked");

            statement.execute("rollback");
            assertThat((int) db.write(tx -> 1)).isEqualTo(1);
        }
    }
}
