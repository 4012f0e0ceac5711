package dev.waybill.providers.heroku;

import tools.jackson.databind.JsonNode;

/**
 * A build at Heroku.
 *
 * @param version of its source: the commit, if it is one of ours
 * @param release the id of the release that it made; empty if there is none yet
 * @param output where its output is; empty if nowhere
 */
record Build(String id, String status, String version, String release, String output) implements Followed {
    static Build of(JsonNode json) throws HerokuFailure {
        return new Build(
                Fields.word(json, "build", "id"),
                Fields.word(json, "build", "status"),
                json.path("source_blob").path("version").asString(""),
                Fields.id(json, "release"),
                json.path("output_stream_url").asString(""));
    }
}
