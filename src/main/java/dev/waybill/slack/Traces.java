package dev.waybill.slack;

import dev.waybill.spi.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What was said has a key in its metadata, by which it is found if Slack has not answered. */
record Traces(SlackApi api) {
    private static final String ANSWER = "waybill_answer";
    private static final Duration RECENT = Duration.ofMinutes(10); // clocks differ, too

    static Map<String, Object> metadata(String key) {
        return Map.of("event_type", ANSWER, "event_payload", Map.of("key", key));
    }

    /** Whether something was said with a key within the last minutes. False if the bot may not read what is said there. */
    boolean isSaid(Said.Place place, String key, Secret bot) throws SlackFailure, InterruptedException {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("channel", place.channel());
        arguments.put("include_all_metadata", "true");
        arguments.put("limit", "100");
        arguments.put("oldest", Long.toString(api.time().now().minus(RECENT).getEpochSecond()));
        if (place.thread() != null) {
            arguments.put("ts", place.thread());
        }
        var method = place.thread() == null ? "conversations.history" : "conversations.replies";
        try {
            return api.read(method, bot, arguments)
                    .path("messages")
                    .valueStream()
                    .anyMatch(it -> hasKey(it, key));
        } catch (SlackFailure e) {
            if (e.isPassing()) {
                throw e;
            }
            return false;
        }
    }

    private static boolean hasKey(JsonNode message, String key) {
        var metadata = message.path("metadata");
        return metadata.path("event_type").asString("").equals(ANSWER)
                && metadata.path("event_payload").path("key").asString("").equals(key);
    }
}
