package dev.waybill.simulation;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Outcome;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What architecture.md promises, held against the database, the disks and the processes of a world. */
final class Promises {
    private static final String DEPLOYS = """
            select d.id, a.name || '/' || d.environment || '#' || d.number as name, a.name || '/' || d.environment as lane, d.state,
                d.outcome, d.node_id, d.rank, d.number, d.sha, l.complete
            from deploys d join apps a on a.id = d.app_id join logs l on l.deploy_id = d.id where d.id > :first order by d.id
            """;

    private final Db db;
    private final Logs logs;
    private final List<SimulatedNode> nodes;
    private final Set<Long> accepted = new HashSet<>();
    private final Set<Long> askedToCancel = new HashSet<>();
    private final Set<Long> cancelled = new HashSet<>();
    private final Set<Long> forgotten = new HashSet<>();
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> resolvedAtOnce = new HashSet<>();
    private final Map<Long, Row> ended = new HashMap<>();
    private final long firstDeploy;
    private final long firstEvent;
    private List<Row> rows = List.of();

    Promises(Db db, List<SimulatedNode> nodes) {
        this.db = db;
        this.logs = new Logs(db, Time.system());
        this.nodes = nodes;
        this.firstDeploy = last("select coalesce(max(id), 0) from deploys");
        this.firstEvent = last("select seq from event_counter");
    }

    private long last(String sql) {
        return db.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** A deploy as the database has it. */
    private record Row(
            long id,
            String name,
            String lane,
            String state,
            @Nullable String outcome,
            @Nullable String node,
            int rank,
            boolean isResolved,
            boolean isComplete) {
        boolean goesBefore(Row other) {
            return lane.equals(other.lane) && (rank < other.rank || rank == other.rank && id < other.id);
        }
    }

    void accepted(Deploy deploy) {
        accepted.add(deploy.id().value());
    }

    /** Somebody asks for its end; whether that counts is not known if no answer comes. */
    void askedToCancel(Deploy deploy) {
        askedToCancel.add(deploy.id().value());
    }

    /** Somebody was told that this deploy will end as cancelled. */
    void cancelled(Deploy deploy) {
        cancelled.add(deploy.id().value());
    }

    /** What ran on this node may live on until it is back. */
    void forgotten(SimulatedNode node) {
        rows().stream().filter(row -> node.id.equals(row.node())).map(Row::id).forEach(forgotten::add);
    }

    boolean allIsOver() {
        return rows.stream().allMatch(row -> row.state().equals("finished")) && accepted.size() <= rows.size();
    }

    /** Those that run or wait, as they can be asked for by name. */
    List<Deploy> unfinished() {
        var deploys = nodes.stream().filter(SimulatedNode::serves).findFirst().map(node -> node.deploys);
        return deploys.isEmpty() ? List.of() : deploys.get().unfinished();
    }

    /** After every step; what is in the database only if that has changed. */
    void check(boolean isDirty) {
        if (isDirty) {
            var before = rows;
            rows = rows();
            rows.stream()
                    .filter(row -> row.isResolved() && !seen.contains(row.id()))
                    .map(Row::id)
                    .forEach(resolvedAtOnce::add);
            rows.forEach(row -> seen.add(row.id()));
            oneRunsInALane();
            whatIsOverStaysSo();
            firstComeFirstServed(before);
        }
        oneCommandInALane();
    }

    private void oneRunsInALane() {
        rows.stream()
                .filter(row -> row.state().equals("running"))
                .collect(Collectors.groupingBy(Row::lane))
                .forEach((lane, running) -> must(running.size() == 1, "1: %s runs %s", lane, running));
    }

    private void whatIsOverStaysSo() {
        for (var row : rows) {
            if (row.state().equals("finished")) {
                var before = ended.putIfAbsent(row.id(), row);
                must(before == null || before.equals(row), "%s was %s", row, before);
                must(row.isComplete(), "4: %s is over, and its log is not", row);
            }
        }
    }

    /** Nobody overtakes one that could have started all the time. */
    private void firstComeFirstServed(List<Row> before) {
        var waited = before.stream()
                .filter(row -> row.state().equals("pending") && resolvedAtOnce.contains(row.id()))
                .map(Row::id)
                .collect(Collectors.toSet());
        for (var started : rows) {
            if (started.state().equals("running") && waited.contains(started.id())) {
                rows.stream()
                        .filter(row ->
                                row.state().equals("pending") && waited.contains(row.id()) && row.goesBefore(started))
                        .forEach(row -> must(false, "2: %s started before %s", started, row));
            }
        }
    }

    /** No command lives beside another one of its lane, and none of a deploy that is over, unless nobody can end it. */
    private void oneCommandInALane() {
        var living = new HashMap<String, String>();
        for (var node : nodes) {
            for (var run : node.machine.runs.values()) {
                if (run.commandLives) {
                    var row = row(run.plan.deploy());
                    if (!forgotten.contains(row.id())) {
                        var other = living.put(row.lane(), row.name());
                        must(other == null, "1: the commands of %s and %s run at once", row, other);
                        must(row.state().equals("running"), "30: %s is over, and its command lives", row);
                    }
                }
            }
        }
    }

    private Row row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no deploy " + name + ", but a command of it"));
    }

    /** When nothing goes wrong any more, and all is over. */
    void checkEnd() {
        rows = rows();
        accepted.forEach(id ->
                must(rows.stream().anyMatch(row -> row.id() == id), "deploy %d was accepted and is lost", id));
        for (var row : rows) {
            checkEnd(row);
        }
        for (var node : nodes) {
            for (var run : node.machine.runs.values()) {
                must(!run.exists, "23: files of %s are left on %s", run.plan.deploy(), node.id);
                must(!run.commandLives, "the command of %s lives on", run.plan.deploy());
            }
        }
        checkEvents();
    }

    private void checkEnd(Row row) {
        var runs = runsOf(row);
        var started = runs.stream().filter(run -> run.starts > 0).toList();
        must(started.stream().mapToInt(run -> run.starts).sum() <= 1, "3: the command of %s ran more than once", row);
        must(
                !cancelled.contains(row.id()) || Outcome.CANCELLED.word().equals(row.outcome()),
                "%s was answered as cancelled",
                row);
        if (started.isEmpty()) {
            must(!Outcome.SUCCEEDED.word().equals(row.outcome()), "%s succeeded without a command", row);
            must(command(row).isEmpty(), "4: %s wrote nothing, and has a log", row);
            return;
        }
        checkOutcome(row, started.getFirst());
        checkLog(row, started.getFirst());
    }

    private void checkOutcome(Row row, SimulatedRun run) {
        var outcome = String.valueOf(row.outcome());
        var isKnown = run.exit != null || !run.lostItsSupervisor;
        switch (outcome) {
            case "succeeded" -> must(isKnown && run.code == 0, "%s succeeded, and its command did not", row);
            case "failed" -> must(isKnown && run.code != 0, "%s failed, and its command did not", row);
            case "cancelled" -> must(askedToCancel.contains(row.id()), "%s: nobody cancelled it", row);
            case "timed_out" -> must(run.isSilent, "%s, and its command was not silent", row);
            case "interrupted" ->
                must(
                        run.lostItsSupervisor || run.lostItsFiles || forgotten.contains(row.id()),
                        "%s, and nothing interrupted it",
                        row);
            default -> must(false, "%s", row);
        }
    }

    /** Every byte once, in order. What was lost with its machine, or declared lost, may end early. */
    private void checkLog(Row row, SimulatedRun run) {
        var stored = command(row);
        var written = run.written.toString(StandardCharsets.UTF_8);
        must(written.startsWith(stored), "4: the log of %s is not what was written:%n%s%n%s", row, stored, written);
        var mayEndEarly = forgotten.contains(row.id()) || run.lostItsSupervisor || run.lostItsFiles;
        must(
                mayEndEarly || written.equals(stored),
                "4: %d of %d bytes are in the log of %s",
                stored.length(),
                written.length(),
                row);
    }

    private void checkEvents() {
        var kinds = db.read(handle -> handle.createQuery(
                        "select seq, kind, deploy_id from events where seq > ? order by seq")
                .bind(0, firstEvent)
                .map((event, _) ->
                        Map.entry(event.getLong("seq"), event.getString("kind") + " " + event.getString("deploy_id")))
                .list());
        for (var i = 0; i < kinds.size(); i++) {
            must(kinds.get(i).getKey() == firstEvent + i + 1, "5: event %d is missing", firstEvent + i + 1);
        }
        var counts = kinds.stream().collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()));
        for (var row : rows) {
            for (var kind : List.of("deploy.requested ", "deploy.finished ")) {
                must(counts.getOrDefault(kind + row.id(), 0L) == 1, "5: %s%s happened not once", kind, row);
            }
        }
    }

    private List<SimulatedRun> runsOf(Row row) {
        return nodes.stream()
                .flatMap(node -> node.machine.runs.values().stream())
                .filter(run -> run.plan.deploy().equals(row.name()))
                .toList();
    }

    private String command(Row row) {
        var bytes = new ByteArrayOutputStream();
        try {
            logs.copyOfCommand(row.id(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<Row> rows() {
        return db.read(handle -> handle.createQuery(DEPLOYS)
                .bind("first", firstDeploy)
                .map((row, _) -> new Row(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("lane"),
                        row.getString("state"),
                        row.getString("outcome"),
                        row.getString("node_id"),
                        row.getInt("rank"),
                        row.getString("sha") != null,
                        row.getInt("complete") == 1))
                .list());
    }

    private static void must(boolean holds, String otherwise, @Nullable Object... what) {
        if (!holds) {
            throw new AssertionError(otherwise.formatted(what));
        }
    }
}
