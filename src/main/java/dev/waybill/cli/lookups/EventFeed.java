package dev.waybill.cli.lookups;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Patience;
import dev.waybill.cli.client.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server-sent events of the API; resumes after the last received event if the connection is lost. For one thread. */
final class EventFeed {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Api api;
    private final String path;
    private final Consumer<String> words;
    private long last;

    /** @param patience how many seconds to retry while the server cannot be reached */
    EventFeed(Api api, Query query, Consumer<String> words, int patience) {
        this.api = api.with(Patience.of(Duration.ofSeconds(patience)), words);
        this.path = query.toString();
        this.words = words;
    }

    /** Passes on every event after this number; only ends with a failure. */
    void follow(long after, Consumer<JsonNode> each) throws CallFailed, InterruptedException {
        last = after;
        while (true) {
            var answer = api.open(path, Map.of("Accept", "text/event-stream", "Last-Event-ID", Long.toString(last)));
            try (var in = answer.body()) {
                read(in, each);
            } catch (IOException e) {
                words.accept("lost the connection to the server; resuming after event %d".formatted(last));
            }
            Thread.sleep(BETWEEN);
        }
    }

    private void read(InputStream in, Consumer<JsonNode> each) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                var event = event(data.toString());
                if (event != null) {
                    each.accept(event);
                    last = Math.max(last, event.path("id").asLong(last));
                }
                data.setLength(0);
            } else if (line.startsWith("data:")) {
                data.append(line, "data:".length(), line.length());
            }
        }
    }

    private static @Nullable JsonNode event(String data) {
        try {
            var event = data.isBlank() ? null : JsonMapper.shared().readTree(data);
            return event != null && event.path("id").isString() ? event : null;
        } catch (JacksonException e) {
            return null; // an incomplete event is sent again
        }
    }
}
