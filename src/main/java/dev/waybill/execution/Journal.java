package dev.waybill.execution;

import dev.waybill.commands.StateStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.Report;
import dev.waybill.deploys.RunningTransitions;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.logs.LogPage;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records what providers save, show and log of running deploys, all of it masked already. Nothing is written once another start
 * of the server has taken over. Thread-safe.
 */
public final class Journal {
    private static final String BY = "waybill";
    private static final long END = 64 * 1024;

    private final Db db;
    private final Logs logs;
    private final Events events;
    private final StateStore states;
    private final Time time;

    public Journal(Db db, Logs logs, Events events, StateStore states, Time time) {
        this.db = db;
        this.logs = logs;
        this.events = events;
        this.states = states;
        this.time = time;
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
        lazily(deploy, tx -> {
            if (RunningTransitions.report(tx, deploy.id(), present -> present.and(report))) {
                events.append(tx, event(deploy, report, null));
            }
        });
    }

    /** Shows that a step begins; nothing if the deploy has only one. */
    void begin(Deploy deploy, String step) {
        lazily(
                deploy,
                tx -> RunningTransitions.report(tx, deploy.id(), report -> {
                    var begun = report.beginning(step, time.now());
                    if (begun != report) {
                        logs.say(tx, deploy.id().value(), headline(begun, step));
                        events.append(tx, event(deploy, Report.NONE, step));
                    }
                    return begun;
                }));
    }

    private static String headline(Report report, String step) {
        var names = report.steps().stream().map(Report.Progress::name).toList();
        return "step %d of %d: %s".formatted(names.indexOf(step) + 1, names.size(), step);
    }

    private static Event event(Deploy deploy, Report report, @Nullable String step) {
        return DeployEvents.of(
                deploy,
                new DeployEvent.Reported(deploy.name(), report.progress(), report.notes(), report.links(), step, BY));
    }

    private void lazily(Deploy deploy, Consumer<Tx> work) {
        db.<Deploy>writeLazily(tx -> {
            states.mustBeOurs(tx, deploy.id());
            work.accept(tx);
            return deploy;
        });
    }
}
