package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reads through JDBI on SQLite, whose statements are used again. */
class KeptStatementsTest {
    private static final String NUMBERS =
            "select n from (select 1 as n union all select 2 union all select 3) where n > ? order by n";

    private Db db;

    @BeforeEach
    void open(@TempDir Path directory) {
        db = Db.open(Database.embedded(directory.resolve("waybill.db")));
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aStatementUsedAgain_hasNothingOfTheUseBefore() {
        assertThat(above(0)).containsExactly(1, 2, 3);
        assertThat(above(2)).containsExactly(3);
        assertThat(above(0)).containsExactly(1, 2, 3);
    }

    @Test
    void aStatementUsedWithinItself_isTwo() {
        var found = db.read(handle -> handle.createQuery(NUMBERS).bind(0, 0).mapTo(Integer.class).stream()
                .flatMap(n -> handle.createQuery(NUMBERS).bind(0, n).mapTo(Integer.class).list().stream())
                .toList());
        assertThat(found).containsExactly(2, 3, 3);
    }

    @Test
    void aResultReadInPart_holdsNoOldStateOfTheDatabase() {
        for (var number = 0; number < 20; number++) {
            assertThat(firstUser()).isEqualTo(number == 0 ? "none" : "user-" + (number - 1));
            var name = "user-" + number;
            db.write(tx -> tx.update("insert into users (name, created_at) values (?, 0)", name));
        }
    }

    @Test
    void moreStatementsThanAreKept_areAnswered() {
        IntStream.range(0, 500)
                .forEach(number -> assertThat(
                                db.<Integer>read(handle -> handle.createQuery("select %d".formatted(number))
                                        .mapTo(Integer.class)
                                        .one()))
                        .isEqualTo(number));
    }

    private List<Integer> above(int number) {
        return db.read(handle ->
                handle.createQuery(NUMBERS).bind(0, number).mapTo(Integer.class).list());
    }

    /** Leaves the rest of the rows unread. */
    private String firstUser() {
        return db.read(handle -> handle.createQuery("select name from users order by id desc")
                .mapTo(String.class)
                .findFirst()
                .orElse("none"));
    }
}
