package dev.waybill.providers.heroku;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of answers. */
final class Fields {
    private static final int LONGEST_SHOWN = 200;
    private static final int LONGEST_ID = 100;

    private Fields() {}

    /**
     * A field without which the answer is of no use.
     *
     * @param what the answer describes
     */
    static String text(JsonNode json, String what, String path) throws HerokuFailure {
        var node = json;
        for (var name : path.split("\\.")) {
            node = node.path(name);
        }
        var text = node.asString("");
        if (text.isEmpty()) {
            throw HerokuFailure.passing("Heroku answered with a %s without %s".formatted(what, path));
        }
        return text;
    }

    /** The same for a word that goes into the paths of further requests. */
    static String word(JsonNode json, String what, String path) throws HerokuFailure {
        var word = text(json, what, path);
        if (!isWord(word)) {
            throw HerokuFailure.passing(
                    "Heroku answered with a %s whose %s is \"%s\"".formatted(what, path, shown(word)));
        }
        return word;
    }

    /** The id in an object that may be missing; empty if there is none. */
    static String id(JsonNode json, String name) {
        var id = json.path(name).path("id").asString("");
        return isWord(id) ? id : "";
    }

    /** Null if it is none. */
    static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST_ID && text.matches("[\\w-]+");
    }

    /** Text that is shown, as one line of a decent length. */
    static String shown(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
