package dev.waybill.simulation;

import static dev.waybill.simulation.Promises.must;

import dev.waybill.store.Db;
import dev.waybill.store.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What architecture.md promises of events: none is missing, what was read once stays what it is, and nobody is reminded twice, or of
 * what is over.
 */
final class EventPromises {
    private static final String NEWEST = "select seq from event_counter";
    private static final String AFTER = "select seq, kind, deploy_id, data from events where seq > ? order by seq";
    private static final Row<Seen> ROW = row ->
            new Seen(row.getLong("seq"), row.getString("kind"), row.getString("deploy_id"), row.getString("data"));

    private static final Pattern WAITED = Pattern.compile("\"waitedMillis\":(\\d+)");
    private static final long SHORTEST_WAIT = 30_000;

    private final Db db;
    private final long first;
    /** All of this world, as they were read after the commit that brought them. */
    private final List<Seen> seen = new ArrayList<>();

    private long newest;

    private record Seen(long seq, String kind, @Nullable String deploy, String data) {}

    EventPromises(Db db) {
        this.db = db;
        this.first = newestInDatabase();
        this.newest = first;
    }

    private long newestInDatabase() {
        return db.rows(NEWEST, row -> row.getLong(1), List.of()).getFirst();
    }

    /** After every commit: somebody may follow them, and has now read what is new. */
    void check() {
        for (var event : db.rows(AFTER, ROW, List.of(newest))) {
            newest++;
            must(event.seq() == newest, "5: event %d is missing", newest);
            var number = (int) (newest - first - 1);
            if (number == seen.size()) {
                seen.add(event);
            }
            must(event.equals(seen.get(number)), "5: %s was read, and then it was %s", seen.get(number), event);
        }
    }

    /** After the last commits may have been lost. */
    void reread() {
        newest = newestInDatabase();
    }

    /** When all is over. */
    void checkEnd(List<Recorded> rows) {
        must(newest - first == seen.size(), "5: events after %d were read, and are lost", newest);
        var counts = seen.stream()
                .collect(Collectors.groupingBy(event -> event.kind() + " " + event.deploy(), Collectors.counting()));
        remindedOnce();
        for (var row : rows) {
            for (var kind : List.of("deploy.requested ", "deploy.finished ")) {
                must(counts.getOrDefault(kind + row.id(), 0L) == 1, "5: %s%s happened not once", kind, row);
            }
        }
    }

    /** Each of them once, while the deploy waits or runs. */
    private void remindedOnce() {
        var past = new HashSet<String>();
        for (var event : seen) {
            var deploy = " " + event.deploy();
            switch (event.kind()) {
                case "deploy.waiting" ->
                    must(
                            past.add("waiting" + deploy)
                                    && !past.contains("started" + deploy)
                                    && !past.contains("over" + deploy)
                                    && waitedLong(event),
                            "5: %s reminds again, or too early, or too late",
                            event);
                case "deploy.slow" ->
                    must(
                            past.add("slow" + deploy)
                                    && past.contains("started" + deploy)
                                    && !past.contains("over" + deploy),
                            "5: %s reminds again, or too early, or too late",
                            event);
                case "deploy.started" -> past.add("started" + deploy);
                case "deploy.finished" -> past.add("over" + deploy);
                default -> {} // no deploy waits or runs because of it
            }
        }
    }

    private static boolean waitedLong(Seen event) {
        var waited = WAITED.matcher(event.data());
        return waited.find() && Long.parseLong(waited.group(1)) >= SHORTEST_WAIT;
    }
}
