package dev.waybill.contract;

import com.networknt.schema.Error;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request and its answer. */
record Exchange(HttpRequest request, HttpResponse<String> response) {
    String method() {
        return request.method();
    }

    String path() {
        return request.uri().getPath();
    }

    int status() {
        return response.statusCode();
    }

    String answer() {
        return response.body();
    }

    @Nullable
    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Nullable
    List<String> headers(String name) {
        var values = request.headers().allValues(name);
        return values.isEmpty() ? null : values;
    }

    /** An empty parameter is none. */
    Map<String, List<String>> query() {
        var query = pairs(request.uri().getRawQuery());
        query.values().removeIf(values -> values.stream().allMatch(String::isEmpty));
        return query;
    }

    String bodyType() {
        return request.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceFirst(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** What the query and the body say together, where the body wins. */
    ObjectNode fields(Map<String, List<String>> query) {
        var fields = JsonMapper.shared().createObjectNode();
        query.forEach((name, values) -> fields.put(name, values.getLast()));
        if (bodyType().equals("application/json") && !body().isEmpty()) {
            fields.setAll((ObjectNode) JsonMapper.shared().readTree(body()));
        } else {
            pairs(body()).forEach((name, values) -> fields.put(name, values.getLast()));
        }
        return fields;
    }

    private static Map<String, List<String>> pairs(@Nullable String text) {
        var pairs = new LinkedHashMap<String, List<String>>();
        for (var pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            var parts = pair.split("=", 2);
            pairs.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                    .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String body() {
        var whole = BodySubscribers.ofString(StandardCharsets.UTF_8);
        return request.bodyPublisher()
                .map(publisher -> {
                    publisher.subscribe(new Pieces(whole));
                    return whole.getBody().toCompletableFuture().join();
                })
                .orElse("");
    }

    /** What a body is sent in, as what one is received in. */
    private record Pieces(HttpResponse.BodySubscriber<String> whole) implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            whole.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            whole.onNext(List.of(piece));
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }

    void require(List<Error> objections) {
        require(objections.isEmpty(), objections.toString());
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(
                    "the OpenAPI document and the server disagree: %s%n%s %s %.2000s%nwas answered: %d %.4000s"
                            .formatted(otherwise, method(), request.uri(), body(), status(), answer()));
        }
    }
}
