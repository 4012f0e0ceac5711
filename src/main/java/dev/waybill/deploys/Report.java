package dev.waybill.deploys;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a deploy's provider, its commands, or people reported about it.
 *
 * @param progress in percent; null if not reported
 * @param notes the oldest first
 * @param links addresses by name
 * @param steps in the order in which they are planned; empty if the deploy has only one
 */
public record Report(@Nullable Integer progress, List<String> notes, Map<String, String> links, List<Progress> steps) {
    /** Nothing was reported. */
    public static final Report NONE = new Report(null, List.of(), Map.of(), List.of());

    /** Names of links that the server sets. */
    private static final Set<String> OWN_LINKS = Set.of("self", "log", "page");

    public static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LINK = 2000;
    private static final int MOST_NOTES = 20;
    private static final int MOST_LINKS = 20;

    public Report {
        notes = List.copyOf(notes);
        links = Map.copyOf(links);
        steps = List.copyOf(Objects.requireNonNullElse(steps, List.of())); // missing in reports of earlier versions
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
        return !name.isBlank() && name.length() <= LONGEST_NAME && !OWN_LINKS.contains(name) && isAddress(address);
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return text.length() <= LONGEST_LINK
                    && List.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * How far a step is.
     *
     * @param startedAt null before it starts
     * @param finishedAt null before it ends; for one that never started, when the deploy ended
     * @param succeeded whether it did; false before it ends
     */
    public record Progress(
            String name,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            boolean succeeded) {
        public static Progress planned(String name) {
            return new Progress(name, null, null, false);
        }

        boolean isRunning() {
            return startedAt != null && finishedAt == null;
        }

        /** How long it took; empty before it ends. */
        public Optional<Duration> lasted() {
            return startedAt == null || finishedAt == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(startedAt, finishedAt));
        }

        /**
         * One of {@code pending}, {@code in_progress}, {@code finished} and {@code failed}, as for deploys, and {@code skipped} if
         * the deploy ended before it started.
         */
        public String status() {
            if (finishedAt != null) {
                return startedAt == null ? "skipped" : succeeded ? "finished" : "failed";
            }
            return startedAt == null ? "pending" : "in_progress";
        }

        Progress started(Instant now) {
            return new Progress(name, now, null, false);
        }

        Progress ended(Instant now, boolean well) {
            return new Progress(name, startedAt, now, well);
        }
    }

    /** The same with these steps planned. */
    public Report planning(List<String> names) {
        return with(names.stream().map(Progress::planned).toList());
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

    private Report with(List<Progress> others) {
        return new Report(progress, notes, links, others);
    }

    /** The same without the notes and links that cannot be shown. */
    public Report shown() {
        var shownLinks = new LinkedHashMap<>(links);
        shownLinks.entrySet().removeIf(link -> !isLink(link.getKey(), link.getValue()));
        return new Report(progress, notes.stream().filter(Report::isNote).toList(), shownLinks, steps);
    }

    /**
     * Merges a newer report: the last progress, the newest notes, the newest address of each name. A note that is already there
     * is ignored.
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
                more.steps.isEmpty() ? steps : more.steps);
    }
}
