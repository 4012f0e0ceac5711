package dev.waybill.cli.client;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.BlockerWords;
import dev.waybill.cli.words.WaysOut;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an answer says that is none, in words. */
final class Refusal {
    private Refusal() {}

    /** The error, and a line for each blocker, or for each mistake of a configuration file. */
    static String sentence(JsonNode body) {
        var error = body.path("error").asString("the server gave no reason");
        return body.path("error_name").asString("").equals("invalid_config")
                        && body.path("details").isArray()
                ? mistakes(error, body.path("details"))
                : blocked(WaysOut.asOptions(Clean.line(error)), body);
    }

    private static String mistakes(String error, JsonNode mistakes) {
        var head = Clean.line(error.lines().findFirst().orElse(""));
        var lines = mistakes.valueStream().map(it -> "  " + Clean.line(mistake(it)));
        return Stream.concat(Stream.of(head), lines).collect(Collectors.joining("\n"));
    }

    /** Some are numbered, since their sentences name the place. */
    private static String mistake(JsonNode mistake) {
        var field = mistake.path("field").asString("");
        var why = mistake.path("error").asString("");
        return field.matches("\\d+") ? why : field + ": " + why;
    }

    /** If the first blocker is the error, its code goes before it. */
    private static String blocked(String error, JsonNode body) {
        var blockers = body.path("blockers").valueStream().toList();
        if (blockers.isEmpty()) {
            return error;
        }
        var isSaid = error.contains(BlockerWords.message(blockers.getFirst()));
        var lines = blockers.stream().skip(isSaid ? 1 : 0).map(it -> "  " + code(it) + BlockerWords.message(it));
        var head = isSaid ? code(blockers.getFirst()) + error : error;
        return Stream.concat(Stream.of(head), lines).collect(Collectors.joining("\n"));
    }

    private static String code(JsonNode blocker) {
        return Clean.cell(blocker.path("code")) + ": ";
    }
}
