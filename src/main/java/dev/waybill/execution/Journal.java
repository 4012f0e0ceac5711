package dev.waybill.execution;

import dev.waybill.commands.ReportJournal;
import dev.waybill.commands.StateStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Report;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Records what providers save, show and log of running deploys, all of it masked already. Nothing is written once another start
 * of the server has taken over. Thread-safe.
 */
public final class Journal {
    private static final long END = 64 * 1024;

    private final Db db;
    private final Logs logs;
    private final ReportJournal reports;
    private final StateStore states;

    public Journal(Db db, Logs logs, ReportJournal reports, StateStore states) {
        this.db = db;
        this.logs = logs;
        this.reports = reports;
        this.states = states;
    }

    StateStore states() {
        return states;
    }

    void save(Deploy deploy, String workspace, Map<String, String> values) {
        db.<Deploy>write(tx -> {
            states.save(tx, deploy.id(), workspace, values);
            return deploy;
        });
    }

    /** Stores output, and how far it was read, without waiting for the disk. */
    void append(Deploy deploy, String workspace, String step, String output, Map<String, String> values) {
        db.<Deploy>writeLazily(tx -> {
            states.save(tx, deploy.id(), workspace, values);
            logs.append(tx, deploy.id().value(), step, output.getBytes(StandardCharsets.UTF_8));
            return deploy;
        });
    }

    void say(Deploy deploy, String line) {
        lazily(deploy, tx -> logs.say(tx, deploy.id().value(), line));
    }

    String endOfLog(Deploy deploy) {
        return logs.readLast(deploy.id().value(), END).pieces().stream()
                .map(LogPage.Piece::text)
                .collect(Collectors.joining());
    }

    /** Shows a report with a deploy. */
    void report(Deploy deploy, Report report) {
        lazily(deploy, tx -> reports.add(tx, deploy, report));
    }

    /**
     * Shows that a step begins, unless it has begun before.
     *
     * @param steps all steps, in the order in which they are planned
     */
    void begin(Deploy deploy, String step, List<String> steps) {
        lazily(deploy, tx -> {
            if (reports.begin(tx, deploy, step)) {
                var headline = "step %d of %d: %s".formatted(steps.indexOf(step) + 1, steps.size(), step);
                logs.say(tx, deploy.id().value(), headline);
            }
        });
    }

    private void lazily(Deploy deploy, Consumer<Tx> work) {
        db.<Deploy>writeLazily(tx -> {
            states.mustBeOurs(tx, deploy.id());
            work.accept(tx);
            return deploy;
        });
    }
}
