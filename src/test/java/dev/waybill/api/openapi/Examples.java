package dev.waybill.api.openapi;

import dev.waybill.Client.Answer;
import dev.waybill.contract.Described;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Answers that were given, by operation and status, with what varies from run to run made the same. */
final class Examples {
    private static final String JSON = "application/json";
    private static final String TIME = "2026-11-23T09:30:00.000000Z";
    private static final long MIDNIGHT = 1_793_404_800;
    private static final List<String> SECONDS =
            List.of("duration", "estimatedDuration", "usualDuration", "longestLeft");
    private static final List<String> OF_SOME_SERVERS = List.of("LANG", "TZ");

    /** Patterns of what varies, and what stands for it. */
    private static final Map<String, String> VARYING = Map.of(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z", TIME,
            "(\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d UTC", "09:30 UTC",
            "seen \\d+ s ago, next look in \\d+ s", "seen 12 s ago, next look in 48 s",
            "\"waitedMillis\":\\d+", "\"waitedMillis\":40",
            "wb_[\\w-]{20,}", "wb_Vb2QkzYqXo0dS3mB7rJtLw5hNcEa9uGf1iPx8TyZ4sM",
            "wl_[\\w-]{20,}", "wl_Qm3PlxZrYp1eT4nC8sKuMx6iOdFb0vHg2jQy9UzA5tN",
            "SHA256:[\\w+/]{43}", "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
            "after \\d+ ms", "after 900 ms",
            "after [\\d.]+ s", "after 0.9 s");

    private final List<Described> operations;
    private final Map<String, String> replacements = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> recorded = new TreeMap<>();

    Examples(List<Described> operations) {
        this.operations = operations;
    }

    /** From now on one text stands for another. */
    void replace(String text, String by) {
        replacements.put(text, by);
    }

    /** Keeps an answer; answers it. */
    Answer keep(Answer answer) {
        var request = answer.response().request();
        var path = request.uri().getPath().substring("/api/0".length());
        var operation = Described.of(operations, request.method(), path).orElseThrow();
        keep(operation.id(), answer.status(), answer.contentType(), answer.text());
        return answer;
    }

    void keep(String operation, int status, String type, String text) {
        var same = same(text);
        var node = type.equals(JSON) ? same(JsonMapper.shared().readTree(same)) : StringNode.valueOf(same);
        recorded.computeIfAbsent(operation, _ -> new TreeMap<>())
                .put(status + (type.equals(JSON) ? "" : " " + type), node);
    }

    private String same(String text) {
        var same = text;
        for (var replacement : replacements.entrySet()) {
            same = same.replace(replacement.getKey(), replacement.getValue());
        }
        for (var pattern : VARYING.entrySet()) {
            same = same.replaceAll(pattern.getKey(), pattern.getValue());
        }
        return sorted(same.replaceAll("(\"nextOffset\":|id: )\\d{2,}", "$171"));
    }

    /** The fields in the data of events in one order. */
    private static String sorted(String text) {
        return Pattern.compile("(?<=^data: )\\{.*", Pattern.MULTILINE)
                .matcher(text)
                .replaceAll(data -> {
                    var fields = sorted(JsonMapper.shared().readTree(data.group()));
                    return Matcher.quoteReplacement(fields.toString());
                });
    }

    private static JsonNode sorted(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var fields = new TreeMap<String, JsonNode>();
        object.properties().forEach(it -> fields.put(it.getKey(), sorted(it.getValue())));
        return object.removeAll().setAll(fields);
    }

    private static JsonNode same(JsonNode node) {
        node.forEach(Examples::same);
        if (node instanceof ObjectNode object) {
            SECONDS.stream().filter(name -> object.path(name).isNumber()).forEach(name -> object.put(name, 0.9));
            if (object.get("variables") instanceof ObjectNode variables) {
                variables.remove(OF_SOME_SERVERS);
            }
        }
        if (node instanceof ArrayNode days && !days.isEmpty() && days.get(0).isArray()) {
            for (var i = 0; i < days.size(); i++) {
                ((ArrayNode) days.get(i)).set(0, MIDNIGHT + i * 86_400L);
            }
        }
        return node;
    }

    JsonNode recorded() {
        return JsonMapper.shared().readTree(text()); // as it is read from the resource, where numbers have no size
    }

    String text() {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(recorded)
                + "\n";
    }
}
