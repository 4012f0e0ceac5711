package dev.waybill.slack;

import dev.waybill.slack.socket.NotConnected;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The workspace of Slack in which the app is installed. Its methods block. Thread-safe. */
final class Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);

    private final SlackApi api;
    private final Credentials credentials;
    private volatile String team = "";

    Workspace(SlackApi api, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
    }

    /** The URL of a new connection. */
    URI connection() throws NotConnected, InterruptedException {
        try {
            var me = api.call("auth.test", bot(), Map.of());
            if (!me.path("team_id").asString("").equals(team)) {
                team = me.path("team_id").asString("");
                LOG.info(
                        "talking to Slack as {} in {}",
                        me.path("user").asString(""),
                        me.path("team").asString(""));
            }
            return URI.create(api.read("apps.connections.open", app(), Map.of())
                    .path("url")
                    .asString(""));
        } catch (SlackFailure e) {
            throw new NotConnected(String.valueOf(e.getMessage()), e.retryAfter());
        } catch (IllegalArgumentException _) {
            throw new NotConnected("has answered without the URL of a WebSocket", null);
        }
    }

    private Secret bot() throws SlackFailure {
        try {
            return credentials.bot();
        } catch (IOException e) {
            throw new SlackFailure("is not asked: " + e.getMessage(), null);
        }
    }

    private Secret app() throws SlackFailure {
        try {
            return credentials.app();
        } catch (IOException e) {
            throw new SlackFailure("is not asked: " + e.getMessage(), null);
        }
    }

    /** Whether a workspace is this one, or is not known to be another. */
    boolean isOurs(@Nullable String other) {
        return other == null || team.isEmpty() || team.equals(other);
    }

    JsonNode member(String id) throws SlackFailure, InterruptedException {
        return api.read("users.info", bot(), Map.of("user", id)).path("user");
    }

    /** Says something that everybody in the room can read. */
    void say(Said.Place place, Look look) throws SlackFailure, InterruptedException {
        api.call("chat.postMessage", bot(), body(place, look));
    }

    /** Says something that only one member can read. */
    void whisper(Said.Place place, String member, Look look) throws SlackFailure, InterruptedException {
        var url = place.responseUrl();
        if (url == null) {
            var body = body(place, look);
            body.put("user", member);
            api.call("chat.postEphemeral", bot(), body);
        } else {
            respond(url, "ephemeral", look);
        }
    }

    /** Answers a command so that everybody in the room can read it, also where the bot is no member. */
    void respond(String url, String type, Look look) throws SlackFailure, InterruptedException {
        api.respond(
                url,
                Map.of("response_type", type, "replace_original", false, "text", look.text(), "blocks", look.blocks()));
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
