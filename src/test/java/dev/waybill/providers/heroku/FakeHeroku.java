package dev.waybill.providers.heroku;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as the reference of Heroku's Platform API says, and as badly as a test wants. */
final class FakeHeroku implements AutoCloseable {
    static final String TOKEN = "HRKU-0123-secret-4567";
    private static final String JSON = "application/vnd.heroku+json; version=3";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, FakeApp> apps = new LinkedHashMap<>();
    private final Map<String, byte[]> stored = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> promotions = new LinkedHashMap<>();
    private final List<Bad> bad = new ArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final Streams streams = new Streams(closed);
    volatile Consumer<String> onRequest = _ -> {};
    volatile int remaining = 4500;

    FakeHeroku() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * A bad answer.
     *
     * @param request a pattern of those to which it is given
     * @param status 0 to close the connection instead
     * @param afterwards whether the request is carried out all the same
     */
    record Bad(String request, int status, Map<String, String> headers, String body, boolean afterwards) {}

    record Answer(int status, @Nullable Object body) {
        static Answer error(int status, String id, String message) {
            return new Answer(status, Map.of("id", id, "message", message));
        }
    }

    synchronized void next(Bad answer) {
        bad.add(answer);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized FakeApp app(String name) {
        return apps.computeIfAbsent(name, _ -> new FakeApp(url(), name));
    }

    long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    /** The only archive that was uploaded. */
    synchronized byte[] archive() {
        return stored.values().iterator().next();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var what =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            requests.add(what);
            onRequest.accept(what);
            var parts = what.split("[ /]+");
            if (parts[1].equals("streams")) {
                streams.serve(exchange, output(parts[2]));
                return;
            }
            var wrong = wrong(what);
            var answer = wrong == null || wrong.afterwards() ? answer(exchange, parts, body) : new Answer(0, "");
            exchange.getResponseHeaders().set("RateLimit-Remaining", Integer.toString(remaining));
            if (wrong != null) {
                wrong.headers().forEach(exchange.getResponseHeaders()::set);
                reply(exchange, wrong.status(), wrong.body());
            } else {
                reply(exchange, answer.status(), JsonMapper.shared().writeValueAsString(answer.body()));
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        if (status > 0) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized @Nullable Bad wrong(String what) {
        var found = bad.stream().filter(it -> what.matches(it.request())).findFirst();
        found.ifPresent(bad::remove);
        return found.orElse(null);
    }

    private synchronized String output(String id) {
        return apps.values().stream()
                .map(app -> app.outputs.getOrDefault(id, ""))
                .reduce("", String::concat);
    }

    private synchronized Answer answer(HttpExchange exchange, String[] parts, byte[] body) throws IOException {
        if (parts[1].equals("store")) {
            return store(exchange, parts[2], body);
        }
        var accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        if (!accept.startsWith(JSON)) {
            return new Answer(400, Map.of("error", "the version of the API must be given"));
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.error(401, "unauthorized", "Invalid credentials provided.");
        }
        var json = body.length == 0
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(body);
        if (parts[1].equals("pipeline-promotions")) {
            return parts[0].equals("POST") ? promote(json) : new Answer(200, List.of(target(parts[2])));
        }
        if (what(parts).equals("POST sources")) {
            var at = url() + "/store/" + FakeApp.id();
            return new Answer(201, Map.of("source_blob", Map.of("get_url", at + "?get", "put_url", at + "?put")));
        }
        var app = parts.length > 2 ? apps.get(parts[2]) : null;
        return app == null
                ? Answer.error(404, "not_found", "Couldn't find that app.")
                : ofApp(app, parts, accept, exchange.getRequestHeaders().getFirst("Range"), json);
    }

    private static String what(String[] parts) {
        return parts[0] + " " + parts[1];
    }

    /** Like S3, whose signature is for an empty type and no other credential. */
    private Answer store(HttpExchange exchange, String id, byte[] body) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null && !type.isEmpty() || exchange.getRequestHeaders().containsKey("Authorization")) {
            return new Answer(403, "SignatureDoesNotMatch");
        }
        stored.put(id, body);
        return new Answer(200, "");
    }

    private Answer ofApp(FakeApp app, String[] parts, String accept, @Nullable String range, JsonNode json) {
        var what = parts[0] + " " + (parts.length > 3 ? parts[3] : "");
        if (parts.length > 4) {
            return ofThing(app, what, parts[4], accept);
        }
        return switch (what) {
            case "GET " -> new Answer(200, Map.of("id", app.id, "name", app.name));
            case "GET releases" -> list(app.shown(app.releases), range, "version ..; order=desc,max=");
            case "GET builds" -> list(app.shown(app.builds), range, "created_at ..; order=desc,max=");
            case "GET pipeline-couplings" ->
                new Answer(
                        200, Map.of("app", Map.of("id", app.id), "pipeline", Map.of("id", "p-1"), "stage", "staging"));
            case "POST builds" -> {
                var source = json.path("source_blob");
                yield stored.containsKey(source.path("url").asString().replaceAll(".*/store/|\\?.*", ""))
                        ? new Answer(
                                201,
                                app.build(Map.of(
                                        "url",
                                        source.path("url").asString(),
                                        "version",
                                        source.path("version").asString())))
                        : Answer.error(422, "invalid_params", "source_blob.url is not there");
            }
            case "POST releases" -> release(app, json);
            default -> throw new AssertionError(what);
        };
    }

    private static Answer release(FakeApp app, JsonNode json) {
        if (json.has("release")) {
            return new Answer(
                    201, app.rollBack(find(app.releases, json.path("release").asString())));
        }
        var image = json.path(app.isFir ? "oci_image" : "slug").asString("");
        return app.commits.containsKey(image)
                ? new Answer(201, app.release(image, json.path("description").asString("Deploy")))
                : Answer.error(422, "invalid_params", "There is no such image.");
    }

    private Answer ofThing(FakeApp app, String what, String id, String accept) {
        return switch (what) {
            case "GET builds" -> new Answer(200, app.look(find(app.builds, id)));
            case "GET releases" -> new Answer(200, app.lookAtRelease(find(app.releases, id)));
            case "GET slugs" -> new Answer(200, Map.of("id", id, "commit", app.commits.get(id)));
            case "GET oci-images" -> new Answer(200, List.of(Map.of("id", id, "commit", app.commits.get(id))));
            case "DELETE builds" ->
                accept.endsWith("version=3.cancel-build") && app.stop(find(app.builds, id))
                        ? new Answer(200, find(app.builds, id))
                        : Answer.error(422, "invalid_params", "The build cannot be cancelled.");
            default -> throw new AssertionError(what);
        };
    }

    private static Answer list(List<Map<String, Object>> all, @Nullable String range, String start) {
        if (range == null || !range.startsWith(start)) {
            throw new AssertionError(range);
        }
        var most = Integer.parseInt(range.substring(start.length()));
        var isWhole = all.size() <= most;
        return new Answer(
                isWhole ? 200 : 206, all.reversed().stream().limit(most).toList());
    }

    private static Map<String, Object> find(List<Map<String, Object>> all, String id) {
        return all.stream()
                .filter(it -> FakeApp.text(it, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Answer promote(JsonNode json) {
        var source = appOf(json.path("source").path("app").path("id").asString());
        var target = appOf(json.path("targets").path(0).path("app").path("id").asString());
        var old = find(
                source.releases, json.path("source").path("release").path("id").asString());
        var image = FakeApp.image(old);
        target.commits.put(image, source.commits.getOrDefault(image, ""));
        var release = target.release(image, "Promote %s v%s".formatted(source.name, old.get("version")));
        var id = FakeApp.id();
        promotions.put(id, release);
        return new Answer(201, Map.of("id", id, "status", "pending"));
    }

    private FakeApp appOf(String id) {
        return apps.values().stream().filter(it -> it.id.equals(id)).findFirst().orElseThrow();
    }

    private Map<String, Object> target(String promotion) {
        return Map.of(
                "id",
                "t-1",
                "pipeline_promotion",
                Map.of("id", promotion),
                "release",
                Map.of("id", FakeApp.text(promotions.getOrDefault(promotion, Map.of()), "id")),
                "status",
                "pending");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
