package dev.waybill;

import dev.waybill.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server as any client does. */
public final class Client {
    private static final Duration HANGS = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    public Client(String url, String token) {
        this.url = url;
        this.token = token;
    }

    public String token() {
        return token;
    }

    /** What a server answered. */
    public record Answer(int status, String contentType, String text, HttpResponse<String> response) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(withJson(request(path), "POST", body));
    }

    public Answer put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(withJson(request(path), "PUT", body));
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    private static HttpRequest.Builder withJson(HttpRequest.Builder request, String method, Map<String, ?> body) {
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    }

    /** A request with the token. */
    public HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + token);
    }

    /** A request without. */
    public HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(HANGS);
    }

    /** Sends a request; fails if it or its answer is another one than the document of the API says. */
    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var built = request.build();
        var response = http.send(built, BodyHandlers.ofString());
        while (isAborted(response)) {
            response = http.send(built, BodyHandlers.ofString());
        }
        Contract.check(built, response);
        var type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), type, response.body(), response);
    }

    /** On a slow machine, PostgreSQL ends transactions that stand still for seconds; then nothing was changed. */
    private static boolean isAborted(HttpResponse<String> response) {
        return response.statusCode() == 503 && response.body().contains("aborted this after waiting too long");
    }

    /** The lines of an answer as they come; to be closed. */
    public Stream<String> lines(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofLines()).body();
    }

    /** The fields of server-sent events as they come, {@code id}, {@code event} and {@code data} in this order; to be closed. */
    public Stream<String> events(String path, String lastId) throws IOException, InterruptedException {
        var request = request(path).header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return http.send(request.build(), BodyHandlers.ofLines())
                .body()
                .filter(line -> line.matches("(id|event|data): .*"));
    }

    /** Registers an app with a shell command. */
    public void app(String name, TestRepository repository, String command) throws IOException, InterruptedException {
        app(name, repository, Map.of("command", command));
    }

    public void app(String name, TestRepository repository, Map<String, ?> config)
            throws IOException, InterruptedException {
        app(name, repository, config, Map.of());
    }

    /** @param more keys of the app */
    public void app(String name, TestRepository repository, Map<String, ?> config, Map<String, ?> more)
            throws IOException, InterruptedException {
        must(newApp(name, repository, "shell", config, more), 201);
    }

    /** Registers an app with any provider. */
    public Answer newApp(String name, TestRepository repository, String provider, Map<String, ?> config)
            throws IOException, InterruptedException {
        return newApp(name, repository, provider, config, Map.of());
    }

    private Answer newApp(
            String name, TestRepository repository, String provider, Map<String, ?> config, Map<String, ?> more)
            throws IOException, InterruptedException {
        var app = new HashMap<String, Object>(more);
        app.put("name", name);
        app.put("repository", repository.path().toString());
        app.put("provider", provider);
        app.put("provider_config", config);
        return post("/api/0/apps/", app);
    }

    /** Asks for a deploy and answers it as it was recorded. */
    public JsonNode deploy(String app, String query) throws IOException, InterruptedException {
        return must(send(request("/api/0/%s/deploy%s".formatted(app, query)).POST(BodyPublishers.noBody())), 201);
    }

    public JsonNode show(JsonNode deploy) throws IOException, InterruptedException {
        return must(get("/api/0/deploys/%s/".formatted(deploy.get("id").asString())), 200);
    }

    /** The steps of a deploy with their states: {@code build:finished upload:failed}. */
    public String steps(JsonNode deploy) throws IOException, InterruptedException {
        return show(deploy)
                .at("/task/steps")
                .valueStream()
                .map(step ->
                        step.get("name").asString() + ":" + step.get("status").asString())
                .collect(Collectors.joining(" "));
    }

    /** Waits until the log holds a text, and answers what it holds by then. */
    public String awaitLog(JsonNode deploy, String text) throws IOException, InterruptedException {
        var log = new StringBuilder();
        var offset = 0L;
        while (log.indexOf(text) < 0) {
            var page = logPage(deploy, offset);
            if (page.get("complete").asBoolean()
                    && log.indexOf(text) < 0
                    && page.get("chunks").isEmpty()) {
                throw new AssertionError("the log ended without \"%s\":%n%s".formatted(text, log));
            }
            log.append(text(page));
            offset = page.get("nextOffset").asLong();
        }
        return log.toString();
    }

    /** Waits for the end of a deploy whose log is too large to read. */
    public void awaitTheEnd(JsonNode deploy) throws IOException, InterruptedException {
        while (!logPage(deploy, 1_000_000_000_000L).get("complete").asBoolean()) {
            // asked again: what came was no end
        }
    }

    /** Waits for the end of a deploy and answers its whole log. */
    public String awaitEnd(JsonNode deploy) throws IOException, InterruptedException {
        var log = new StringBuilder();
        var offset = 0L;
        while (true) {
            var page = logPage(deploy, offset);
            log.append(text(page));
            offset = page.get("nextOffset").asLong();
            if (page.get("complete").asBoolean()) {
                return log.toString();
            }
        }
    }

    private JsonNode logPage(JsonNode deploy, long offset) throws IOException, InterruptedException {
        return must(
                get("/api/0/deploys/%s/log/?wait=20&offset=%d"
                        .formatted(deploy.get("id").asString(), offset)),
                200);
    }

    private static String text(JsonNode page) {
        return StreamSupport.stream(page.get("chunks").spliterator(), false)
                .map(chunk -> chunk.get("text").asString())
                .collect(Collectors.joining());
    }

    private static JsonNode must(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("expected %d, got %d: %s".formatted(status, answer.status(), answer.text()));
        }
        return answer.json();
    }
}
