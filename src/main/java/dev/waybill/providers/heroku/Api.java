package dev.waybill.providers.heroku;

import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Heroku's Platform API with one token. A method either returns a success as JSON, or fails. Blocks. For one thread. */
final class Api {
    private static final String VERSION = "3";
    private static final int LARGEST = 4 << 20;

    private final Receivers receivers;
    private final String root;
    private final Secret token;
    private final Time time;
    private final Duration longest;
    private int remaining = Integer.MAX_VALUE;

    /** @param longest to wait for an answer */
    Api(Receivers receivers, String root, Secret token, Time time, Duration longest) {
        this.receivers = receivers;
        this.root = root;
        this.token = token;
        this.time = time;
        this.longest = longest;
    }

    /** The number of requests that Heroku takes before it takes no more, as it has said last. */
    int remaining() {
        return remaining;
    }

    JsonNode get(String path) throws HerokuFailure, InterruptedException {
        return send("GET", path, Map.of(), "");
    }

    /**
     * The beginning of a list, newest first.
     *
     * @param order a property of its members
     */
    JsonNode newest(String path, String order, int most) throws HerokuFailure, InterruptedException {
        var range = "%s ..; order=desc,max=%d".formatted(order, most);
        var list = send("GET", path, Map.of("Range", range), "");
        if (!list.isArray()) {
            throw HerokuFailure.passing("Heroku answered GET %s with something that is no list".formatted(path));
        }
        return list;
    }

    JsonNode post(String path, Map<String, ?> body) throws HerokuFailure, InterruptedException {
        return send("POST", path, Map.of(), JsonMapper.shared().writeValueAsString(body));
    }

    /** @param version of the API in which the method exists */
    void delete(String path, String version) throws HerokuFailure, InterruptedException {
        send("DELETE", path, Map.of("Accept", accept(version)), "");
    }

    private static String accept(String version) {
        return "application/vnd.heroku+json; version=" + version;
    }

    private JsonNode send(String method, String path, Map<String, String> headers, String body)
            throws HerokuFailure, InterruptedException {
        var what = "%s %s".formatted(method, path);
        try {
            var all = new TreeMap<>(Map.of(
                    "Accept",
                    accept(VERSION),
                    "Authorization",
                    "Bearer " + token.value().strip(),
                    "Content-Type",
                    "application/json"));
            all.putAll(headers);
            var message = new Message(method, Receivers.url(root + path), all, body);
            var answer = receivers.send(message, LARGEST, longest);
            answer.header("RateLimit-Remaining")
                    .filter(it -> it.matches("\\d{1,9}"))
                    .ifPresent(it -> remaining = Integer.parseInt(it));
            if (!answer.isSuccess()) {
                throw Refusals.of(answer, what, time.now());
            }
            return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (JacksonException e) {
            throw HerokuFailure.passing(
                    "Heroku answered %s with something that is not JSON; is provider_config.api_root correct?"
                            .formatted(what));
        } catch (HerokuFailure e) {
            throw e;
        } catch (Unreached e) {
            throw unreached(e);
        } catch (IOException e) {
            throw HerokuFailure.lasting("api_root " + e.getMessage());
        }
    }

    static HerokuFailure unreached(Unreached e) {
        var sentence = String.valueOf(e.getMessage());
        return e.isForbidden() ? HerokuFailure.lasting(sentence) : HerokuFailure.passing(sentence);
    }
}
