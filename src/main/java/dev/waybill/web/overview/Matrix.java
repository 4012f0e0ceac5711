package dev.waybill.web.overview;

import dev.waybill.locks.Lock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is live, by app and environment.
 *
 * @param columns the environments that most apps have, in the order in which apps list them
 * @param freezes the locks on an environment of all apps, by environment
 */
public record Matrix(List<String> columns, Map<String, Lock> freezes, List<Row> rows) {
    /** More columns do not fit; the environments of an app that have none stand in its last cell. */
    private static final int MOST_COLUMNS = 6;

    /**
     * An app.
     *
     * @param starred whether it has a star of the reader
     * @param cells by environment, in the order of its configuration
     */
    public record Row(String app, boolean starred, Map<String, Cell> cells) {
        /** Null if the app has no such environment. */
        public @Nullable Cell cell(String environment) {
            return cells.get(environment);
        }

        /** What stands for all of them where there is room for one: production, else the last. */
        public Cell main() {
            var production = cells.get("production");
            return production == null ? List.copyOf(cells.values()).getLast() : production;
        }

        /** The id of its piece of the page. */
        public String id() {
            return "app-" + app;
        }

        public boolean needsALook() {
            return cells.values().stream().anyMatch(Cell::needsALook);
        }
    }

    static Matrix of(List<Row> rows, Collection<Lock> locks) {
        var freezes = new HashMap<String, Lock>();
        var columns = columns(rows);
        for (var lock : locks) {
            if (lock.scope().app() == null) {
                var environment = lock.scope().environment();
                (environment == null ? columns : List.of(environment)).forEach(it -> freezes.put(it, lock));
            }
        }
        return new Matrix(columns, freezes, rows);
    }

    /** First by their position in the apps that have them, so that production comes after staging. */
    private static List<String> columns(List<Row> rows) {
        var apps = new HashMap<String, Integer>();
        var positions = new HashMap<String, Integer>();
        for (var row : rows) {
            var position = 0;
            for (var environment : row.cells().keySet()) {
                apps.merge(environment, 1, Integer::sum);
                positions.merge(environment, position++, Integer::sum);
            }
        }
        Comparator<String> commonest = Comparator.comparing(name -> -apps.getOrDefault(name, 0));
        Comparator<String> first =
                Comparator.comparing(name -> positions.getOrDefault(name, 0) / (double) apps.getOrDefault(name, 1));
        return apps.keySet().stream()
                .sorted(commonest.thenComparing(Comparator.naturalOrder()))
                .limit(MOST_COLUMNS)
                .sorted(first.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The environments of an app that have no column. */
    public Stream<Cell> others(Row row) {
        return row.cells().values().stream().filter(cell -> !columns.contains(cell.environment()));
    }

    /** Whether there are environments without a column. */
    public boolean hasOthers() {
        return rows.stream().anyMatch(row -> others(row).findAny().isPresent());
    }

    public int environments() {
        return rows.stream().mapToInt(row -> row.cells().size()).sum();
    }
}
