package dev.waybill.simulation;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.locks.Lock;
import dev.waybill.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What architecture.md and gates.md promise, held against the database, the disks and the processes of a world. */
final class Promises {
    private final Db db;
    private final World world;
    private final List<SimulatedNode> nodes;
    final Truth truth;
    private final GatePromises ofGates;
    private final RunPromises ofRuns;
    private final EventPromises ofEvents;
    private final AutomationPromises ofAutomation;
    private final Set<Long> accepted = new HashSet<>();
    private final Set<Long> askedToCancel = new HashSet<>();
    private final Set<Long> cancelled = new HashSet<>();
    private final Set<Long> forgotten = new HashSet<>();
    private final Map<Long, Recorded> ended = new HashMap<>();
    private final long firstDeploy;
    private List<Recorded> rows = List.of();

    /** @param granted the locks that count for sure */
    Promises(Scene scene, Supplier<Collection<Lock>> granted) {
        this.db = scene.db;
        this.world = scene.world;
        this.nodes = scene.nodes;
        this.truth = new Truth(scene);
        this.ofGates = new GatePromises(truth, scene, granted);
        this.ofRuns = new RunPromises(db, nodes);
        this.ofEvents = new EventPromises(db);
        this.ofAutomation = new AutomationPromises(scene, truth);
        this.firstDeploy = db.rows("select coalesce(max(id), 0) from deploys", row -> row.getLong(1), List.of())
                .getFirst();
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

    List<Recorded> rows() {
        return rows;
    }

    boolean allIsOver() {
        return rows.stream().allMatch(Recorded::isFinished) && accepted.size() <= rows.size();
    }

    /** Whether all is over that nothing holds but its turn. */
    boolean restIsHeld() {
        return rows.stream().allMatch(row -> row.isFinished() || row.isPending() && truth.isHeldForGood(row));
    }

    /** Whether automation has requested everything that nothing holds. */
    boolean nothingIsMissing() {
        return ofAutomation.missing(rows).isEmpty();
    }

    /** Those that run or wait, as they can be asked for by name. */
    List<Deploy> unfinished() {
        var server = nodes.stream().filter(SimulatedNode::serves).findFirst().map(node -> node.server);
        return server.isEmpty() ? List.of() : server.get().engine().deploys().unfinished();
    }

    /** Why those wait that do, as it is explained. */
    String waiting() {
        return ofAutomation.missing(rows) + " " + explained();
    }

    private String explained() {
        return nodes.stream()
                .filter(SimulatedNode::serves)
                .findFirst()
                .map(node -> node.server)
                .map(server -> server.engine())
                .map(engine -> engine.waiting()
                        .outlook()
                        .waiting(engine.deploys().unfinished())
                        .toString())
                .orElse("no server is there");
    }

    /** Those that are over and brought a commit, or tried to. */
    List<DeployId> withCommit() {
        return rows.stream()
                .filter(row -> row.isFinished() && row.sha() != null)
                .map(row -> new DeployId(row.id()))
                .toList();
    }

    /** The numbers of those that were live in a lane. */
    List<Integer> succeededIn(String lane) {
        return rows.stream()
                .filter(row -> row.lane().equals(lane) && row.hasSucceeded())
                .map(Recorded::number)
                .toList();
    }

    /** After every step; what is in the database only if that has changed. */
    void check(boolean isDirty) {
        if (isDirty) {
            var before = rows;
            rows = Recorded.since(db, firstDeploy);
            noteForgotten(before);
            oneRunsInALane();
            whatIsOverStaysSo();
            ofGates.check(rows);
            ofAutomation.check(rows);
            ofEvents.check();
        }
        ofRuns.check(rows, forgotten);
    }

    /** After the last commits may have been lost: what is final has not been. */
    void reread() {
        rows = Recorded.since(db, firstDeploy);
        whatIsOverStaysSo();
        ofGates.reread(rows);
        ofEvents.reread();
    }

    /** What ran on a node that was declared gone may live on until that is back. */
    private void noteForgotten(List<Recorded> before) {
        if (world.committedBy().equals(SimulatedOperator.FORGETS)) {
            var ranBefore = before.stream()
                    .filter(Recorded::isRunning)
                    .map(Recorded::id)
                    .collect(Collectors.toSet());
            rows.stream()
                    .filter(row -> row.isFinished() && ranBefore.contains(row.id()))
                    .forEach(row -> forgotten.add(row.id()));
        }
    }

    private void oneRunsInALane() {
        rows.stream()
                .filter(Recorded::isRunning)
                .collect(Collectors.groupingBy(Recorded::lane))
                .forEach((lane, running) -> must(running.size() == 1, "1: %s runs %s", lane, running));
    }

    private void whatIsOverStaysSo() {
        for (var row : rows) {
            if (row.isFinished()) {
                ended.putIfAbsent(row.id(), row);
                must(row.isComplete(), "4: %s is over, and its log is not", row);
            }
            must(ended.getOrDefault(row.id(), row).equals(row), "%s was %s", row, ended.get(row.id()));
        }
    }

    /** When nothing goes wrong any more, and all is over. */
    void checkEnd() {
        rows = Recorded.since(db, firstDeploy);
        accepted.forEach(id ->
                must(rows.stream().anyMatch(row -> row.id() == id), "deploy %d was accepted and is lost", id));
        for (var row : rows) {
            must(
                    !cancelled.contains(row.id()) || "cancelled".equals(row.outcome()),
                    "%s was answered as cancelled",
                    row);
            ofRuns.checkEnd(row, forgotten.contains(row.id()), wasToBeCancelled(row.id()));
        }
        ofRuns.checkEnd();
        ofEvents.checkEnd(rows);
    }

    private boolean wasToBeCancelled(long id) {
        return askedToCancel.contains(id) || ofGates.isCancelledByRollback(id);
    }

    static void must(boolean holds, String otherwise, @Nullable Object... what) {
        if (!holds) {
            throw new AssertionError(otherwise.formatted(what));
        }
    }
}
