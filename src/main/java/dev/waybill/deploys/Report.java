package dev.waybill.deploys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a deploy's commands, or people, reported about it.
 *
 * @param progress in percent; null if not reported
 * @param notes the oldest first
 * @param links addresses by name
 */
public record Report(@Nullable Integer progress, List<String> notes, Map<String, String> links) {
    /** Nothing was reported. */
    public static final Report NONE = new Report(null, List.of(), Map.of());

    private static final int MOST_NOTES = 20;
    private static final int MOST_LINKS = 20;

    public Report {
        notes = List.copyOf(notes);
        links = Map.copyOf(links);
    }

    /** Merges a newer report: the last progress, the newest notes, the newest address of each name. */
    public Report and(Report more) {
        var allNotes = new ArrayList<>(notes);
        allNotes.addAll(more.notes);
        var allLinks = new LinkedHashMap<>(links);
        more.links.forEach((name, address) -> {
            if (allLinks.size() < MOST_LINKS || allLinks.containsKey(name)) {
                allLinks.put(name, address);
            }
        });
        return new Report(
                more.progress == null ? progress : more.progress,
                allNotes.subList(Math.max(0, allNotes.size() - MOST_NOTES), allNotes.size()),
                allLinks);
    }
}
