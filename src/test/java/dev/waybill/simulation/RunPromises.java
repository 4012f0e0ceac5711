package dev.waybill.simulation;

import static dev.waybill.simulation.Promises.must;

import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** What architecture.md promises of commands and their logs. */
final class RunPromises {
    private final Logs logs;
    private final List<SimulatedNode> nodes;

    RunPromises(Db db, List<SimulatedNode> nodes) {
        this.logs = new Logs(db, Time.system());
        this.nodes = nodes;
    }

    /**
     * No command lives beside another one of its lane, and none of a deploy that is over, unless nobody can end it.
     *
     * @param forgotten deploys of nodes that were declared gone
     */
    void check(List<Recorded> rows, Set<Long> forgotten) {
        var living = new HashMap<String, String>();
        for (var node : nodes) {
            for (var run : node.machine.runs.values()) {
                if (run.commandLives) {
                    var row = row(rows, run.plan.deploy());
                    if (!forgotten.contains(row.id())) {
                        var other = living.put(row.lane(), row.name());
                        must(other == null, "1: the commands of %s and %s run at once", row, other);
                        must(row.isRunning(), "30: %s is over, and its command lives", row);
                    }
                }
            }
        }
    }

    private static Recorded row(List<Recorded> rows, String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no deploy " + name + ", but a command of it"));
    }

    /** When all is over: nothing is left. */
    void checkEnd() {
        for (var node : nodes) {
            for (var run : node.machine.runs.values()) {
                must(!run.files.exist(), "23: files of %s are left on %s", run.plan.deploy(), node.id);
                must(!run.commandLives, "the command of %s lives on", run.plan.deploy());
            }
        }
    }

    void checkEnd(Recorded row, boolean isForgotten, boolean wasToBeCancelled) {
        var runs = runsOf(row);
        var started = runs.stream().filter(run -> run.starts > 0).toList();
        must(started.stream().mapToInt(run -> run.starts).sum() <= 1, "3: the command of %s ran more than once", row);
        if (started.isEmpty()) {
            must(!row.hasSucceeded() || row.hasHappenedElsewhere(), "%s succeeded without a command", row);
            must(command(row).isEmpty(), "4: %s wrote nothing, and has a log", row);
            return;
        }
        checkOutcome(row, started.getFirst(), isForgotten, wasToBeCancelled);
        checkLog(row, started.getFirst(), isForgotten);
    }

    private static void checkOutcome(Recorded row, SimulatedRun run, boolean isForgotten, boolean wasToBeCancelled) {
        var outcome = String.valueOf(row.outcome());
        var isKnown = run.wasNoted || !run.lostItsSupervisor;
        switch (outcome) {
            case "succeeded" -> must(isKnown && run.code == 0, "%s succeeded, and its command did not", row);
            case "failed" -> must(isKnown && run.code != 0, "%s failed, and its command did not", row);
            case "cancelled" -> must(wasToBeCancelled, "%s: nobody cancelled it", row);
            case "timed_out" -> must(run.isSilent, "%s, and its command was not silent", row);
            case "interrupted" -> must(wasInterrupted(run) || isForgotten, "%s, and nothing interrupted it", row);
            default -> must(false, "%s", row);
        }
    }

    /** How the command ended may also be lost after it was noted, with a machine that lost its power before its disk had that. */
    private static boolean wasInterrupted(SimulatedRun run) {
        return run.lostItsSupervisor || run.files.lostExit() || run.files.wereLost();
    }

    /**
     * Every byte once, in order. Of a command that was declared lost it may end early, and after a power cut, though not before what
     * the disk had by then: nobody waits for the disk while a command writes.
     */
    private void checkLog(Recorded row, SimulatedRun run, boolean isForgotten) {
        var stored = command(row);
        var written = new String(run.files.written(), StandardCharsets.UTF_8);
        must(written.startsWith(stored), "4: the log of %s is not what was written:%n%s%n%s", row, stored, written);
        must(
                isForgotten || stored.length() >= run.files.readable(),
                "4: %d of %d bytes are in the log of %s",
                stored.length(),
                run.files.readable(),
                row);
    }

    private List<SimulatedRun> runsOf(Recorded row) {
        return nodes.stream()
                .flatMap(node -> node.machine.runs.values().stream())
                .filter(run -> run.plan.deploy().equals(row.name()))
                .toList();
    }

    private String command(Recorded row) {
        var bytes = new ByteArrayOutputStream();
        try {
            logs.copyOfCommand(row.id(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
