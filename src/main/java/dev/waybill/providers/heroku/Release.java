package dev.waybill.providers.heroku;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A release of an app at Heroku: what it runs, and with which config vars.
 *
 * @param version counts up in its app
 * @param output where the output of its release phase is; empty if it has none
 * @param isCurrent whether it is live
 */
record Release(
        String id,
        int version,
        String status,
        String description,
        Image image,
        String output,
        boolean isCurrent,
        boolean canBeRestored,
        Origin origin)
        implements Followed {
    private static final int SHORT = 7;

    /**
     * Where it comes from.
     *
     * @param by the address of who made it; empty if Heroku does not say
     * @param at when; null if Heroku does not say
     */
    record Origin(String by, @Nullable Instant at) {
        static Origin of(JsonNode json) {
            return new Origin(
                    Fields.shown(json.path("user").path("email").asString("")),
                    Fields.time(json.path("created_at").asString("")));
        }
    }

    static Release of(JsonNode json) throws HerokuFailure {
        return new Release(
                Fields.word(json, "release", "id"),
                json.path("version").asInt(0),
                Fields.word(json, "release", "status"),
                Fields.shown(json.path("description").asString("")),
                Image.of(json),
                json.path("output_stream_url").asString(""),
                json.path("current").asBoolean(false),
                json.path("eligible_for_rollback").asBoolean(true),
                Origin.of(json));
    }

    boolean isDescribedAs(String sha) {
        return description.contains(sha.substring(0, SHORT));
    }

    @Override
    public String toString() {
        return "v" + version;
    }
}
