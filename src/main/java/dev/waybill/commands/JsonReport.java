package dev.waybill.commands;

import dev.waybill.deploys.Report;
import dev.waybill.spi.HostState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a line of output that is a JSON object, such as {@code {"progress": 40}}. Unknown keys and values that cannot be shown
 * are ignored: it may be output of another meaning.
 */
final class JsonReport {
    private static final ObjectReader READER =
            JsonMapper.shared().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonReport() {}

    static Found of(String line) {
        try {
            return of(READER.readTree(line));
        } catch (JacksonException e) {
            return Found.NONE;
        }
    }

    private static Found of(JsonNode json) {
        var found = new Found(
                new Report(
                        progress(json.path("progress")),
                        notes(json.path("note")),
                        links(json.path("link")),
                        List.of(),
                        hosts(json.path("host"))),
                json.path("step").isString() ? List.of(json.path("step").asString()) : List.of());
        return found.equals(Found.NONE) ? Found.NONE : found;
    }

    private static @Nullable Integer progress(JsonNode value) {
        return value.isInt() && value.asInt() >= 0 && value.asInt() <= 100 ? (Integer) value.asInt() : null;
    }

    private static List<String> notes(JsonNode value) {
        return value.isString() && !value.asString().isBlank() && Report.isNote(value.asString())
                ? List.of(value.asString())
                : List.of();
    }

    private static Map<String, String> links(JsonNode value) {
        var links = new LinkedHashMap<String, String>();
        value.properties().forEach(link -> {
            if (link.getValue().isString()
                    && Report.isLink(link.getKey(), link.getValue().asString())) {
                links.put(link.getKey(), link.getValue().asString());
            }
        });
        return links;
    }

    private static Map<String, HostState> hosts(JsonNode value) {
        var hosts = new LinkedHashMap<String, HostState>();
        value.properties().stream()
                .filter(host -> Report.isHost(host.getKey()))
                .forEach(host -> HostState.of(host.getValue().asString(""))
                        .ifPresent(result -> hosts.put(host.getKey(), result)));
        return hosts;
    }
}
