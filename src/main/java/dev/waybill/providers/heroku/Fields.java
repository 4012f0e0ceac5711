package dev.waybill.providers.heroku;

import tools.jackson.databind.JsonNode;

/** Fields without which an answer is of no use. */
final class Fields {
    private Fields() {}

    /** @param what the answer describes */
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
}
