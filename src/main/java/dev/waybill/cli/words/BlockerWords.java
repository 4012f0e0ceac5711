package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Blockers, in words. */
public final class BlockerWords {
    private BlockerWords() {}

    /** A line for each. */
    public static String lines(JsonNode blockers) {
        return blockers.valueStream().map(BlockerWords::line).collect(Collectors.joining("\n"));
    }

    /** The message, with the ways out of the command line. */
    public static String message(JsonNode blocker) {
        return WaysOut.asOptions(Clean.cell(blocker.path("message")));
    }

    static String line(JsonNode blocker) {
        var until = blocker.path("until").isString() ? ", until " + Moments.local(blocker.path("until")) : "";
        var by = blocker.path("clearableBy").valueStream().map(Clean::cell).collect(Collectors.joining(", "));
        return "%s: %s%s%s"
                .formatted(
                        Clean.cell(blocker.path("code")),
                        message(blocker),
                        until,
                        by.isEmpty() ? "" : " (can be cleared by %s)".formatted(by));
    }
}
