package dev.waybill.simulation;

import static dev.waybill.simulation.Promises.must;

import dev.waybill.locks.Lock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What gates.md promises of each deploy that starts, checked when that is committed. */
final class GatePromises {
    private final Truth truth;
    private final World world;
    private final SimulatedCheck check;
    private final Supplier<Collection<Lock>> granted;
    private final Map<Long, Recorded> before = new HashMap<>();
    /** How long what waits keeps its turn while the repository is asked about it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** By which commit those that wait have been held by nothing but their turn, and what the servers have yet to ask. */
    private final Map<Long, Long> freeSince = new HashMap<>();
    /** Since when there is something to ask about them. */
    private final Map<Long, Duration> askedSince = new HashMap<>();

    private final Set<Long> cancelledByRollback = new HashSet<>();

    /** @param granted the locks that count for sure */
    GatePromises(Truth truth, Scene scene, Supplier<Collection<Lock>> granted) {
        this.truth = truth;
        this.world = scene.world;
        this.check = scene.check;
        this.granted = granted;
    }

    /** After every commit: what it did was to be done with the truth of the moment before. */
    void check(List<Recorded> rows) {
        var rollbacks = rows.stream()
                .filter(row -> row.door().equals("rollback") && !before.containsKey(row.id()))
                .toList();
        rollbacks.forEach(row -> isAllThatRuns(row, rows));
        for (var row : rows) {
            var was = before.get(row.id());
            if (was != null && was.isPending() && row.isRunning()) {
                started(row, rows);
            } else if (was != null && !was.isFinished() && row.isFinished()) {
                finished(was, row, rows);
            } else if (was == null && row.hasHappenedElsewhere()) {
                truth.isLive(row);
            }
        }
        onlyOneWaitsOfAutomation(rows);
        truth.read(rows);
        rollbacks.forEach(this::leavesSomethingFaulty);
        rows.forEach(row -> before.put(row.id(), row));
        rows.stream().filter(Recorded::isPending).forEach(this::note);
    }

    /** After the last commits may have been lost. */
    void reread(List<Recorded> rows) {
        truth.reread(rows);
        before.clear();
        freeSince.clear();
        rows.forEach(row -> before.put(row.id(), row));
        rows.stream().filter(Recorded::isPending).forEach(this::note);
    }

    private void note(Recorded row) {
        var codes = truth.codes(row);
        if (codes.remove("REF_UNRESOLVED")) {
            askedSince.putIfAbsent(row.id(), world.now());
        } else if (isOverdue(askedSince.remove(row.id()))) {
            freeSince.remove(row.id()); // it has its turn again from now on
        }
        if (codes.isEmpty()) {
            freeSince.putIfAbsent(row.id(), world.commits());
        } else {
            freeSince.remove(row.id());
        }
    }

    private boolean isOverdue(@Nullable Duration asked) {
        return asked != null && world.now().minus(asked).compareTo(PATIENCE) >= 0;
    }

    private void started(Recorded row, List<Recorded> rows) {
        granted.get().stream()
                .filter(lock -> Truth.holds(lock, row))
                .forEach(lock -> must(false, "%s started under %s, which was answered before", row, lock));
        var codes = truth.codes(row);
        codes.remove("GRACE"); // as every server has a clock of its own, it may be over
        must(codes.isEmpty(), "%s started, and %s held it", row, codes);
        must(
                !truth.needsCheck(row) || row.sha() != null && check.hasPassed(row.sha()),
                "%s started, and its check never passed",
                row);
        must(!truth.isOlder(row), "%s started, and is older than %s, which is live", row, truth.live(row.lane()));
        must(
                !row.isAutomatic() || !truth.bringsFaulty(row, false),
                "%s started by itself, and brings a faulty commit along",
                row);
        rows.stream()
                .filter(other -> other.isPending() && other.goesBefore(row))
                .forEach(other -> mayBeOvertaken(other, row));
    }

    /** A rollback makes void what the gates have said; of others it counts whether they were there when the lane was looked at. */
    private void mayBeOvertaken(Recorded waiting, Recorded started) {
        var free = freeSince.get(waiting.id());
        if (free != null && !isOverdue(askedSince.get(waiting.id()))) {
            must(!waiting.door().equals("rollback"), "%s started before the rollback %s", started, waiting);
            must(free > world.judgedAt(), "2: %s started before %s", started, waiting);
        }
    }

    /** What runs beside a rollback could go live before it, and be overwritten without having been gone back from. */
    private static void isAllThatRuns(Recorded rollback, List<Recorded> rows) {
        rows.stream()
                .filter(row -> row.isRunning() && row.lane().equals(rollback.lane()))
                .forEach(row ->
                        must(row.isEnding(), "%s was asked for while %s runs, which may go live", rollback, row));
    }

    private void leavesSomethingFaulty(Recorded rollback) {
        var from = before.values().stream()
                .filter(row -> row.isRunning() && row.lane().equals(rollback.lane()))
                .findFirst();
        from.ifPresent(row -> cancelledByRollback.add(row.id()));
        var sha = from.map(Recorded::sha).orElse(truth.live(rollback.lane()));
        must(truth.isFaulty(rollback.lane(), sha), "%s goes back from something else than %s", rollback, sha);
    }

    /** Whether it was cancelled along with a rollback. */
    boolean isCancelledByRollback(long id) {
        return cancelledByRollback.contains(id);
    }

    /** A newer one takes the place of the one that waits. */
    private static void onlyOneWaitsOfAutomation(List<Recorded> rows) {
        var lanes = new HashSet<String>();
        rows.stream()
                .filter(row -> row.isPending() && row.isAutomatic())
                .forEach(row -> must(lanes.add(row.lane()), "%s waits beside another automatic deploy", row));
    }

    /** An automatic deploy that waited gives its place to a newer one, and nothing else does. */
    private static boolean isReplaced(Recorded was, Recorded row, List<Recorded> rows) {
        return was.isPending()
                && row.isAutomatic()
                && rows.stream()
                        .filter(newer -> Long.valueOf(newer.id()).equals(row.supersededBy()))
                        .anyMatch(newer -> newer.isAutomatic()
                                && newer.id() > row.id()
                                && newer.lane().equals(row.lane()));
    }

    private void finished(Recorded was, Recorded row, List<Recorded> rows) {
        must(
                !was.isEnding() || "cancelled".equals(row.outcome()),
                "%s was cancelled, and ended as %s",
                was,
                row.outcome());
        if ("superseded".equals(row.outcome())) {
            must(
                    isReplaced(was, row, rows) || truth.isOlder(row),
                    "%s was superseded, and %s is live",
                    row,
                    truth.live(row.lane()));
        }
        if (row.hasSucceeded()) {
            truth.isLive(row);
        }
    }
}
