package dev.waybill.commands;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.Report;
import dev.waybill.deploys.RunningTransitions;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores what is reported of deploys and can be shown, each with an event if it is news. All of it is masked already. Thread-safe.
 */
public final class ReportJournal {
    /** Who reports what a deploy's provider, or the output of its commands, says. */
    private static final String SERVER = "waybill";

    private final Events events;
    private final Time time;

    public ReportJournal(Events events, Time time) {
        this.events = events;
        this.time = time;
    }

    /** Adds a report of the deploy's provider or of the output of its commands. */
    public void add(Tx tx, Deploy deploy, Report report) {
        add(tx, deploy, report, List.of(), SERVER);
    }

    /** @param by the name of the user who reports */
    public void add(Tx tx, Deploy deploy, Report report, String by) {
        add(tx, deploy, report, List.of(), by);
    }

    void add(Tx tx, Deploy deploy, Found found) {
        var steps =
                found.steps().stream().map(step -> new Begun(step, time.now())).toList();
        add(tx, deploy, found.report(), steps, SERVER);
    }

    /** A step that has begun. */
    public record Begun(String step, Instant at) {}

    /** Begins steps and adds a report; returns those that are planned and had not begun before. */
    public List<String> begin(Tx tx, Deploy deploy, List<Begun> steps, Report report) {
        return add(tx, deploy, report, steps, SERVER);
    }

    private List<String> add(Tx tx, Deploy deploy, Report reported, List<Begun> steps, String by) {
        var report = reported.shown();
        var begun = new ArrayList<String>();
        var isNews = RunningTransitions.report(tx, deploy.id(), present -> {
            var changed = present;
            for (var step : steps) {
                var next = changed.beginning(step.step(), step.at());
                if (next != changed) {
                    begun.add(step.step());
                }
                changed = next;
            }
            return changed.and(report);
        });
        if (isNews) {
            var step = begun.isEmpty() ? null : begun.getLast();
            var data = new DeployEvent.Reported(
                    deploy.name(), report.progress(), report.notes(), report.links(), words(report), step, by);
            events.append(tx, DeployEvents.of(deploy, data));
        }
        return begun;
    }

    private static Map<String, String> words(Report report) {
        var words = new LinkedHashMap<String, String>();
        report.hosts().forEach((name, result) -> words.put(name, result.word()));
        return words;
    }
}
