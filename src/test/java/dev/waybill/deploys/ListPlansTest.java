package dev.waybill.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.access.Grant;
import dev.waybill.store.Db;
import dev.waybill.wire.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite finds the deploys of a list: by an index that begins with all that was asked for, in the order of the list. */
class ListPlansTest {
    private Db db;

    @BeforeEach
    void open(@TempDir Path directory) {
        db = Db.open(EmbeddedTemplate.in(directory));
    }

    @AfterEach
    void close() {
        db.close();
    }

    static Stream<List<@Nullable String>> filters() {
        return Stream.of(
                List.of("by_app", "app"),
                List.of("by_environment", "environment"),
                List.of("by_lane", "app environment"),
                List.of("by_user", "user"),
                List.of("by_ref", "ref"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterWithAStatus_hasAnIndexOfBoth(List<String> filter) {
        assertThat(plan(filter(filter.getLast(), Set.of(Status.FAILED), null)))
                .contains("INDEX " + filter.getFirst() + "_and_status (")
                .contains("<expr>=?)")
                .doesNotContain("B-TREE");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterAlone_hasItsIndex(List<String> filter) {
        assertThat(plan(filter(filter.getLast(), Set.of(), null)))
                .contains("INDEX " + filter.getFirst() + " (")
                .doesNotContain("B-TREE");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void thePageBehindACursor_isFoundWithoutThoseBefore(List<String> filter) {
        assertThat(plan(filter(filter.getLast(), Set.of(Status.FAILED), 1000L)))
                .contains("INDEX " + filter.getFirst() + "_and_status (")
                .contains("id<?)")
                .doesNotContain("B-TREE");
    }

    @Test
    void whatRunsOrWaits_isFoundWithoutAllThatEnded() {
        assertThat(planOf(DeployStore.UNFINISHED, List.of())).contains("INDEX unfinished");
    }

    private static DeployFilter filter(String words, Set<Status> statuses, @Nullable Long before) {
        var given = List.of(words.split(" "));
        return new DeployFilter(
                Grant.ALL,
                given.contains("app") ? "web" : null,
                given.contains("user") ? "ann" : null,
                given.contains("environment") ? "production" : null,
                given.contains("ref") ? "main" : null,
                statuses,
                before,
                26);
    }

    private String plan(DeployFilter filter) {
        var sql = ListSql.of(filter);
        return planOf(DeployStore.SELECT_KEYS + sql.text(), sql.arguments());
    }

    private String planOf(String sql, List<Object> arguments) {
        return String.join(
                "\n", db.rows("explain query plan " + sql, row -> row.getString("detail"), new ArrayList<>(arguments)));
    }
}
