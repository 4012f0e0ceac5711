package dev.waybill.api.deploys;

import dev.waybill.api.input.Input;
import dev.waybill.deploys.Report;
import dev.waybill.spi.HostState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a report on a deploy. */
final class ReportInput {
    private ReportInput() {}

    static Report read(Input input) {
        var progress = input.textOrNull("progress");
        var note = input.textOrNull("note");
        var links = links(input);
        if (progress != null && !progress.matches("[0-9]{1,2}|100")) {
            input.mistake("progress", "must be a whole number from 0 to 100");
        }
        if (note != null && !Report.isNote(note)) {
            input.mistake("note", "must be at most %d characters".formatted(Report.LONGEST_NOTE));
        }
        var hosts = hosts(input);
        input.check();
        return new Report(
                progress == null ? null : Integer.valueOf(progress),
                note == null ? List.of() : List.of(note),
                links,
                List.of(),
                hosts);
    }

    private static Map<String, String> links(Input input) {
        var given = input.object("links");
        var links = new LinkedHashMap<String, String>();
        (given == null ? Map.<String, Object>of() : given).forEach((name, address) -> {
            if (address instanceof String text && Report.isLink(name, text)) {
                links.put(name, text);
            } else {
                input.mistake("links", "must be http or https URLs by name; \"%s\" is not".formatted(name));
            }
        });
        return links;
    }

    private static Map<String, HostState> hosts(Input input) {
        var given = input.object("hosts");
        var hosts = new LinkedHashMap<String, HostState>();
        (given == null ? Map.<String, Object>of() : given).forEach((name, word) -> {
            var state = HostState.of(String.valueOf(word));
            if (Report.isHost(name) && state.isPresent()) {
                hosts.put(name, state.get());
            } else {
                input.mistake(
                        "hosts",
                        "must be \"pending\", \"ok\", \"failed\" or \"unreachable\" by host; \"%s\" is not"
                                .formatted(name));
            }
        });
        return hosts;
    }
}
