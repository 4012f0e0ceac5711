package dev.waybill.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server's API. Blocks; one thread. */
final class Api {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    private final String url;
    private final String token;

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    JsonNode get(String path) throws CallFailed, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return send(
                request(path).POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    JsonNode put(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return send(
                request(path).PUT(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    JsonNode delete(String path) throws CallFailed, InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) throws CallFailed {
        try {
            return HttpRequest.newBuilder(URI.create(url + "/api/0" + path))
                    .timeout(TO_ANSWER)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json");
        } catch (IllegalArgumentException e) {
            throw new CallFailed(CallFailed.USAGE, "%s is no URL of a server: %s".formatted(url, e.getMessage()));
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws CallFailed, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CallFailed(
                    CallFailed.NOT_REACHABLE,
                    "no server answers at %s (%s); set WAYBILL_URL, or start one with: waybill server"
                            .formatted(url, e.getClass().getSimpleName()));
        }
        var body = json(response);
        if (response.statusCode() < 300) {
            return body;
        }
        throw new CallFailed(body.has("blockers") ? CallFailed.REFUSED : CallFailed.FAILED, sentence(body));
    }

    private JsonNode json(HttpResponse<String> response) throws CallFailed {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw new CallFailed(
                    CallFailed.NOT_REACHABLE,
                    "what answers at %s is no Waybill server (HTTP %d)".formatted(url, response.statusCode()));
        }
    }

    /** The error, and a line for each blocker. */
    private static String sentence(JsonNode body) {
        var blockers = StreamSupport.stream(body.path("blockers").spliterator(), false)
                .map(blocker -> "\n  %s: %s"
                        .formatted(
                                blocker.path("code").asString(),
                                blocker.path("message").asString()))
                .collect(Collectors.joining());
        return body.path("error").asString("the server gave no reason") + blockers;
    }
}
