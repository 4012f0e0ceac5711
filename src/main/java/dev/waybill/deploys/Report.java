package dev.waybill.deploys;

import dev.waybill.spi.HostState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a deploy's provider, its commands, or people reported about it.
 *
 * @param progress in percent; null if not reported
 * @param notes the oldest first
 * @param links addresses by name
 * @param steps in the order in which they are planned; empty if the deploy has only one
 * @param hosts the states of hosts by name, in the order in which they were first reported
 */
public record Report(
        @Nullable Integer progress,
        List<String> notes,
        Map<String, String> links,
        List<StepProgress> steps,
        Map<String, HostState> hosts) {
    /** Nothing was reported. */
    public static final Report NONE = new Report(null, List.of(), Map.of(), List.of(), Map.of());

    public static final int LONGEST_NOTE = 1000;
    private static final int MOST_NOTES = 20;
    private static final int MOST_LINKS = 20;
    public static final int MOST_HOSTS = HostStates.MOST;

    public Report {
        notes = List.copyOf(notes);
        links = Map.copyOf(links);
        steps = List.copyOf(Objects.requireNonNullElse(steps, List.of())); // missing in reports of earlier versions
        hosts = Collections.unmodifiableMap(
                new LinkedHashMap<>(Objects.requireNonNullElse(hosts, Map.of()))); // likewise
    }

    public static Report ofProgress(int percent) {
        return new Report(percent, List.of(), Map.of(), List.of(), Map.of());
    }

    public static Report ofNote(String note) {
        return new Report(null, List.of(note), Map.of(), List.of(), Map.of());
    }

    public static Report ofLink(String name, String address) {
        return new Report(null, List.of(), Map.of(name, address), List.of(), Map.of());
    }

    /** The names of its hosts, masked. */
    public Map<String, HostState> hosts(UnaryOperator<String> mask) {
        return HostStates.masked(hosts, mask);
    }

    public static Report ofHosts(Map<String, HostState> states) {
        return new Report(null, List.of(), Map.of(), List.of(), states);
    }

    /** Whether a text can be the name of a host. */
    public static boolean isHost(String name) {
        return HostStates.isName(name);
    }

    /** Whether a note can be shown. */
    public static boolean isNote(String note) {
        return note.length() <= LONGEST_NOTE;
    }

    /** The beginning of a note that is too long to be shown. */
    public static String cutNote(String note) {
        return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
    }

    /** Whether a link can be shown: a name, not one of those that the server sets, and an http or https URL. */
    public static boolean isLink(String name, String address) {
        return LinkRules.isLink(name, address);
    }

    /** The same with these steps planned. */
    public Report planning(List<String> names) {
        return with(names.stream().map(StepProgress::planned).toList());
    }

    /** The same once a step begins, and with it the one before ends well; itself if that step has begun before. */
    public Report beginning(String step, Instant now) {
        if (steps.stream().noneMatch(it -> it.name().equals(step) && it.startedAt() == null)) {
            return this;
        }
        return with(steps.stream()
                .map(it -> it.name().equals(step) ? it.started(now) : it.isRunning() ? it.ended(now, true) : it)
                .toList());
    }

    /**
     * The same once the deploy has ended, and with it the step that runs. Where all went well, steps that never began were not
     * needed.
     */
    public Report ending(Instant now, boolean well) {
        return with(steps.stream()
                .filter(it -> it.startedAt() != null || !well)
                .map(it -> it.finishedAt() == null ? it.ended(now, well) : it)
                .toList());
    }

    private Report with(List<StepProgress> others) {
        return new Report(progress, notes, links, others, hosts);
    }

    /** The same without the notes, links and hosts that cannot be shown. */
    public Report shown() {
        var shownLinks = new LinkedHashMap<>(links);
        shownLinks.entrySet().removeIf(link -> !isLink(link.getKey(), link.getValue()));
        return new Report(
                progress, notes.stream().filter(Report::isNote).toList(), shownLinks, steps, HostStates.shown(hosts));
    }

    /**
     * Merges a newer report: the last progress, the newest notes except those that are already there, the newest address of each
     * name, and the newest state of each host, unless that is pending.
     */
    public Report and(Report more) {
        var allNotes = new ArrayList<>(notes);
        more.notes.stream().distinct().filter(note -> !notes.contains(note)).forEach(allNotes::add);
        var allLinks = new LinkedHashMap<>(links);
        more.links.forEach((name, address) -> {
            if (allLinks.size() < MOST_LINKS || allLinks.containsKey(name)) {
                allLinks.put(name, address);
            }
        });
        return new Report(
                more.progress == null ? progress : more.progress,
                allNotes.subList(Math.max(0, allNotes.size() - MOST_NOTES), allNotes.size()),
                allLinks,
                more.steps.isEmpty() ? steps : more.steps,
                HostStates.merged(hosts, more.hosts));
    }
}
