package dev.waybill.slack;

import dev.waybill.slack.socket.NotConnected;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The workspace of Slack in which the app is installed. Its methods block. Thread-safe. */
final class Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);

    private final SlackApi api;
    private final Credentials credentials;
    private volatile Set<String> ours = Set.of();

    Workspace(SlackApi api, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
    }

    /** The URL of a new connection. */
    URI connection() throws NotConnected, InterruptedException {
        try {
            var me = api.call("auth.test", bot(), Map.of());
            var ids = Stream.of("team_id", "enterprise_id")
                    .map(it -> me.path(it).asString(""))
                    .filter(it -> !it.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            if (!ids.equals(ours)) {
                ours = ids;
                LOG.info(
                        "talking to Slack as {} in {}",
                        me.path("user").asString(""),
                        me.path("team").asString(""));
            }
            return new URI(api.read("apps.connections.open", app(), Map.of())
                    .path("url")
                    .asString(""));
        } catch (SlackFailure e) {
            throw new NotConnected(String.valueOf(e.getMessage()), e.retryAfter());
        } catch (URISyntaxException _) { // its message contains the ticket
            throw new NotConnected("has answered without the URL of a WebSocket", null);
        }
    }

    private Secret bot() throws SlackFailure {
        try {
            return credentials.bot();
        } catch (IOException e) {
            throw new SlackFailure("is not asked: " + e.getMessage());
        }
    }

    private Secret app() throws SlackFailure {
        try {
            return credentials.app();
        } catch (IOException e) {
            throw new SlackFailure("is not asked: " + e.getMessage());
        }
    }

    /** Whether a workspace, or an organization of several, is this one, or is not known to be another. */
    boolean isOurs(@Nullable String other) {
        return other == null || ours.isEmpty() || ours.contains(other);
    }

    JsonNode member(String id) throws SlackFailure, InterruptedException {
        return api.read("users.info", bot(), Map.of("user", id)).path("user");
    }

    /**
     * Says something that everybody in the room can read.
     *
     * @param key a text that nothing else is said with
     */
    void say(Said.Place place, Look look, String key) throws SlackFailure, InterruptedException {
        var body = body(place, look);
        body.put("metadata", Traces.metadata(key));
        api.call("chat.postMessage", bot(), body);
    }

    /** Whether something was said with a key within the last minutes. False if the bot may not read what is said there. */
    boolean isSaid(Said.Place place, String key) throws SlackFailure, InterruptedException {
        return new Traces(api).isSaid(place, key, bot());
    }

    /** Says something that only one member can read. */
    void whisper(Said.Place place, String member, Look look) throws SlackFailure, InterruptedException {
        if (place.responseUrl() != null) {
            respond(place, "ephemeral", look);
            return;
        }
        var body = body(place, look);
        body.put("user", member);
        api.call("chat.postEphemeral", bot(), body);
    }

    /** Answers a command or a button through its own URL, also where the bot is no member. */
    void respond(Said.Place place, String type, Look look) throws SlackFailure, InterruptedException {
        var body = body(place, look);
        body.remove("channel");
        body.put("response_type", type);
        body.put("replace_original", false);
        api.respond(Objects.requireNonNull(place.responseUrl()), body);
    }

    private static Map<String, Object> body(Said.Place place, Look look) {
        var body = new LinkedHashMap<String, Object>();
        body.put("channel", place.channel());
        if (place.thread() != null) {
            body.put("thread_ts", place.thread());
        }
        body.put("text", look.text());
        body.put("blocks", look.blocks());
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        return body;
    }
}
