package dev.waybill.simulation;

import static dev.waybill.simulation.Promises.must;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The order in which every transaction takes the rows that it shares with others, so that no two wait for each other on PostgreSQL:
 * docs/decisions/0022. SQLite, on which worlds are played, has one writer and would not tell.
 */
final class LockOrder {
    private static final List<String> ORDER = List.of("gates", "lanes", "pools", "deploys");
    private static final Pattern CHANGE =
            Pattern.compile("\\s*(?:update|insert into|delete from)\\s+(\\w+).*", Pattern.DOTALL);

    private final TreeSet<Integer> taken = new TreeSet<>();

    /** A transaction begins; there is one at a time. */
    void begin() {
        taken.clear();
    }

    /** What a transaction has once, it may change again at any time. */
    void check(String sql) {
        var change = CHANGE.matcher(sql);
        var place = change.matches() ? ORDER.indexOf(change.group(1)) : -1;
        if (place >= 0 && taken.add(place)) {
            must(
                    taken.getLast() == place,
                    "9: a transaction takes %s after %s: %s",
                    ORDER.get(place),
                    ORDER.get(taken.getLast()),
                    sql);
        }
    }
}
