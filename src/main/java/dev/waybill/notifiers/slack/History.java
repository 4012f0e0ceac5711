package dev.waybill.notifiers.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what an attempt posted whose answer was lost, by the metadata of the message. */
record History(WebApi api) {
    static final String EVENT = "waybill_deploy";

    /** Clocks differ. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final int MOST_PAGES = 10;

    /** What came of it. */
    sealed interface Search {}

    record Found(Memory.Place place) implements Search {}

    /** It was not posted, or the bot may not read the channel. */
    record NotFound() implements Search {}

    /** Another time. */
    record Unknown(Reply.No no) implements Search {}

    static Map<String, Object> metadata(Memory.Intent intent, String deploy, long notice) {
        var payload = Map.of("deploy", deploy, "notice", Long.toString(notice), "key", intent.key());
        return Map.of("event_type", EVENT, "event_payload", payload);
    }

    Search message(Memory.Intent intent) throws InterruptedException {
        return search("conversations.history", api.bot().channel(), intent, null);
    }

    Search reply(Memory.Intent intent, Memory.Place to) throws InterruptedException {
        return search("conversations.replies", to.channel(), intent, to.ts());
    }

    private Search search(String method, String channel, Memory.Intent intent, @Nullable String thread)
            throws InterruptedException {
        var arguments = new LinkedHashMap<String, String>();
        arguments.put("channel", channel);
        arguments.put("include_all_metadata", "true");
        arguments.put("limit", "100");
        arguments.put("oldest", oldest(intent));
        if (thread != null) {
            arguments.put("ts", thread);
        }
        for (var page = 0; page < MOST_PAGES; page++) {
            var reply = api.read(method, arguments);
            if (reply instanceof Reply.No no) {
                return no.isPassing() ? new Unknown(no) : new NotFound();
            }
            var json = ((Reply.Ok) reply).json();
            var found = in(json, intent);
            var next = json.path("response_metadata").path("next_cursor").asString("");
            if (found.isPresent()) {
                return new Found(new Memory.Place(channel, found.get()));
            }
            if (next.isEmpty()) {
                return new NotFound();
            }
            arguments.put("cursor", next);
        }
        return new NotFound();
    }

    private static String oldest(Memory.Intent intent) {
        return Instant.ofEpochMilli(intent.at()).minus(MARGIN).getEpochSecond() + ".000000";
    }

    private static Optional<String> in(JsonNode page, Memory.Intent intent) {
        for (var message : page.path("messages")) {
            var metadata = message.path("metadata");
            if (metadata.path("event_type").asString("").equals(EVENT)
                    && metadata.path("event_payload").path("key").asString("").equals(intent.key())) {
                return Optional.of(message.path("ts").asString(""));
            }
        }
        return Optional.empty();
    }
}
