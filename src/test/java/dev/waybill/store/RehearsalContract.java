package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsed transaction returns what it would if it were committed, and changes nothing. Run on both databases. */
abstract class RehearsalContract {
    private static final String INSERT = "insert into users (name, created_at) values (?, 0)";
    private static final String COUNT = "select count(*) from users";

    @TempDir
    private Path directory;

    private Database database = new Database("jdbc:sqlite:");
    private Db db;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = database(directory);
        db = Db.open(database);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static int insert(Tx tx, String name) {
        tx.update(INSERT, name);
        return tx.query(COUNT).mapTo(Integer.class).one();
    }

    @Test
    void rehearse_returnsTheResult_andChangesNothing() throws Exception {
        db.write(tx -> insert(tx, "ann"));
        var before = DatabaseHash.of(database);

        assertThat(db.<Integer>rehearse(tx -> insert(tx, "bob"))).isEqualTo(2);
        assertThat(DatabaseHash.of(database)).isEqualTo(before);
        assertThat(db.<Integer>write(tx -> insert(tx, "bob"))).isEqualTo(2);
        assertThat(DatabaseHash.of(database)).isNotEqualTo(before);
    }

    @Test
    void rehearse_runsNoActionsAfterTheCommit() {
        var followed = new AtomicBoolean();

        db.rehearse(tx -> {
            tx.afterCommit(() -> followed.set(true));
            return insert(tx, "ann");
        });

        assertThat(followed).isFalse();
    }

    @Test
    void rehearse_fails_ifTheTransactionWould() throws Exception {
        db.write(tx -> insert(tx, "ann"));
        var before = DatabaseHash.of(database);

        assertThatThrownBy(() -> db.rehearse(tx -> insert(tx, "ann"))).isInstanceOf(NotUnique.class);
        assertThatThrownBy(() -> db.rehearse(tx -> {
                    tx.beforeCommit(() -> insert(tx, "ann"));
                    return 0;
                }))
                .isInstanceOf(NotUnique.class);
        assertThat(DatabaseHash.of(database)).isEqualTo(before);
    }
}
