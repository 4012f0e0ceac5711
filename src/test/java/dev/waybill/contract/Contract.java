package dev.waybill.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what clients of the tests send and get to the document that the server gives of itself: every answer must be one that is
 * described, and so must every request that was not refused. Safe from many threads.
 */
public final class Contract {
    private static final String ROOT = "/api/0";
    private static final Set<String> OWN_HEADERS = Set.of("etag", "link", "accept-ranges", "content-range");

    private static @Nullable Contract instance;

    private final JsonNode document;
    private final List<Described> operations;
    private final Schemas schemas;

    private Contract(JsonNode document) {
        this.document = document;
        this.operations = Described.all(document);
        this.schemas = new Schemas(document);
    }

    /** The document of the first server that is asked; those of others differ in their addresses only. */
    private static synchronized Contract of(URI any) throws IOException, InterruptedException {
        if (instance == null) {
            try (var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(any.resolve(ROOT + "/openapi.json"));
                instance = new Contract(JsonMapper.shared()
                        .readTree(http.send(request.build(), BodyHandlers.ofString())
                                .body()));
            }
        }
        return instance;
    }

    /** @throws AssertionError if the document says something else, with what it says and what was sent */
    public static void check(HttpRequest request, HttpResponse<String> response)
            throws IOException, InterruptedException {
        if (request.uri().getPath().startsWith(ROOT + "/") && !request.method().equals("HEAD")) {
            of(request.uri()).check(new Exchange(request, response));
        }
    }

    private void check(Exchange exchange) {
        var found = Described.of(operations, exchange.method(), exchange.path().substring(ROOT.length()));
        if (found.isEmpty()) {
            exchange.require(
                    Set.of(404, 405).contains(exchange.status()), "it has no such path, and the server answers there");
            return;
        }
        checkAnswer(found.get(), exchange);
        if (exchange.status() < 300) {
            checkParameters(found.get(), exchange);
            if (found.get().operation().has("requestBody")) {
                checkFields(found.get(), exchange, fieldsInQuery(exchange));
            }
        }
    }

    private void checkAnswer(Described operation, Exchange exchange) {
        var pointer = operation.pointer() + "/responses/" + exchange.status();
        var described = document.at(pointer);
        exchange.require(described.isObject(), "%s has no status %d".formatted(operation.id(), exchange.status()));
        for (var header : OWN_HEADERS) {
            exchange.require(
                    exchange.header(header) == null
                            || described
                                    .path("headers")
                                    .propertyStream()
                                    .anyMatch(it -> it.getKey().equalsIgnoreCase(header)),
                    "%s %d has no header %s".formatted(operation.id(), exchange.status(), header));
        }
        if (!described.has("content")) {
            exchange.require(exchange.answer().isEmpty(), "%s has no body".formatted(operation.id()));
            return;
        }
        var type = exchange.header("content-type");
        exchange.require(
                type != null && described.get("content").has(type),
                "%s has no answer of type %s".formatted(operation.id(), type));
        if ("application/json".equals(type)) {
            var schema = pointer + "/content/application~1json/schema";
            exchange.require(schemas.objections(schema, JsonMapper.shared().readTree(exchange.answer())));
        }
    }

    /** What the document does not know is nobody's concern: the server does not look at it, as another test holds. */
    private void checkParameters(Described operation, Exchange exchange) {
        var path = operation.values(exchange.path().substring(ROOT.length()));
        var query = exchange.query();
        for (var parameter : operation.parameters()) {
            var given = switch (parameter.in()) {
                case "path" -> path == null ? null : List.of(path.getOrDefault(parameter.name(), ""));
                case "query" -> query.remove(parameter.name());
                default -> exchange.headers(parameter.name());
            };
            if (given != null) {
                exchange.require(schemas.objections(parameter, given));
            }
        }
    }

    /** What says how to do it, rather than what, is no field. */
    private static Map<String, List<String>> fieldsInQuery(Exchange exchange) {
        var fields = new HashMap<>(exchange.query());
        fields.keySet().removeIf(name -> name.matches("(?i)dry[-_]?run"));
        return fields;
    }

    /** Fields may stand in the query, too, as the document says at its beginning. */
    private void checkFields(Described operation, Exchange exchange, Map<String, List<String>> others) {
        var body = Described.Found.at(document, operation.pointer() + "/requestBody");
        if (body.node().get("content").has("application/octet-stream")) {
            return; // bytes have no fields
        }
        var schema = body.pointer() + "/content/application~1json/schema";
        var type = exchange.bodyType();
        var hasBody = !exchange.body().isEmpty();
        exchange.require(
                !hasBody || body.node().get("content").has(type),
                "%s takes no body of type %s".formatted(operation.id(), type));
        if (type.startsWith("multipart/")) {
            return; // its fields are those of a form, which is looked at
        }
        if (hasBody && type.equals("application/json") && others.isEmpty()) {
            exchange.require(schemas.objections(schema, JsonMapper.shared().readTree(exchange.body())));
        } else if (hasBody || !others.isEmpty()) {
            exchange.require(schemas.objectionsToText(schema, exchange.fields(others)));
        }
    }
}
