package dev.waybill.web.queue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs and what waits.
 *
 * @param all as many as a page can show; those that run come first
 * @param filter which of them are shown
 * @param more how many are left out
 * @param url the server's public URL, for the commands that show how to begin
 */
public record Queue(List<Entry> all, Filter filter, int more, Instant now, String url) {
    /** Which deploys are shown. */
    public enum Filter {
        EVERYONE("", "Everyone"),
        MINE("mine", "Mine"),
        CLEARABLE("clearable", "I can clear");

        private final String word;
        private final String label;

        Filter(String word, String label) {
            this.word = word;
            this.label = label;
        }

        /** The one with this word in the URL; everyone for an unknown word. */
        static Filter of(String word) {
            return List.of(values()).stream()
                    .filter(filter -> filter.word.equals(word))
                    .findFirst()
                    .orElse(EVERYONE);
        }

        public String label() {
            return label;
        }

        public String path() {
            return word.isEmpty() ? "/queue" : "/queue?of=" + word;
        }

        boolean matches(Entry entry) {
            return switch (this) {
                case EVERYONE -> true;
                case MINE -> entry.isMine();
                case CLEARABLE -> entry.isClearable();
            };
        }
    }

    /** Such as {@code 2 running, 6 waiting}; of everyone's, whatever the filter. */
    public String title() {
        if (all.isEmpty()) {
            return "Nothing runs, nothing waits";
        }
        var running = all.stream().filter(entry -> entry.row().isRunning()).count();
        var waiting = all.size() - running + more;
        return Stream.of(running == 0 ? "" : running + " running", waiting == 0 ? "" : waiting + " waiting")
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", "));
    }

    public long count(Filter of) {
        return all.stream().filter(of::matches).count();
    }

    public List<Section> sections() {
        return List.of(
                        new Section("running", "Running", "", shown(Entry.Kind.RUNNING)),
                        new Section(
                                "by-itself",
                                "Starts by itself",
                                "nobody needs to do anything",
                                shown(Entry.Kind.STARTS_BY_ITSELF)),
                        new Section(
                                "somebody",
                                "Waits for somebody",
                                "and for nothing else",
                                shown(Entry.Kind.WAITS_FOR_SOMEBODY)))
                .stream()
                .filter(section -> !section.entries().isEmpty())
                .toList();
    }

    private List<Entry> shown(Entry.Kind kind) {
        return all.stream()
                .filter(filter::matches)
                .filter(entry -> entry.kind() == kind)
                .toList();
    }

    /** Deploys below a heading. */
    public record Section(String id, String title, String note, List<Entry> entries) {}
}
