import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server, started as users start it, and how to talk to it. Whoever made it closes it. */
final class Server implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);
    private static final Pattern NEXT = Pattern.compile("<https?://[^/]*(.*)>.*");

    private final List<String> program;
    private final Path data;
    private final Path log;
    private final String database;
    private final Duration requestLimit;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LOOK_LIMIT).build();
    private volatile Process process;
    private volatile Process ready;
    private volatile boolean isFrozen;
    private volatile String url;
    private volatile String token;
    private boolean isClosed;

    /**
     * @param program what starts it, before its options
     * @param database a JDBC URL; empty for the embedded one
     * @param requestLimit after which a request counts as one without an answer
     */
    Server(List<String> program, Path data, Path log, String database, Duration requestLimit) {
        this.program = program;
        this.data = data;
        this.log = log;
        this.database = database;
        this.requestLimit = requestLimit;
    }

    // ---- the process

    synchronized void start() throws Exception {
        if (isClosed) {
            throw new IllegalStateException("it was broken off");
        }
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        var command = new ArrayList<>(program);
        command.addAll(List.of("server", "--data", data.toString(), "--port", "" + port));
        if (!database.isEmpty()) {
            command.addAll(List.of("--database", database));
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
        // It lives for seconds: what the better compiler makes of it would be ready when it is gone, and others need the processor.
        builder.environment().put("WAYBILL_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        var started = builder.start();
        isFrozen = false;
        process = started;
        Thread.startVirtualThread(() -> lookWhenReady(started));
    }

    private void lookWhenReady(Process started) {
        try {
            while (started.isAlive() && (isFrozen || !isAnswering())) {
                Thread.sleep(10);
            }
            token = read("admin-token").strip();
            ready = started;
        } catch (IOException | InterruptedException e) {
            return; // it has ended, and whoever waits for it says so
        }
    }

    void awaitReady() throws Exception {
        var isThere = Waiting.until(START_LIMIT, () -> {
            requireAlive();
            return isReady();
        });
        if (!isThere) {
            throw new IllegalStateException("the server was not ready within " + START_LIMIT.toSeconds() + " s; " + log + " may say why");
        }
    }

    /** Whether it is worth a request. */
    boolean isReady() {
        var current = process;
        return current != null && ready == current && current.isAlive() && !isFrozen;
    }

    private boolean isAnswering() throws InterruptedException {
        try {
            return http.send(request("/readyz").timeout(LOOK_LIMIT).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended by itself with " + process.exitValue() + "; " + log + " says why");
        }
    }

    /** With SIGKILL. */
    void kill() throws IOException, InterruptedException {
        requireAlive();
        destroy();
        process.waitFor();
    }

    /** Itself last, since by it the others are found. */
    private void destroy() throws IOException, InterruptedException {
        var server = process.toHandle();
        for (var all = processes(); all.size() > 1; all = processes()) {
            Processes.signal("STOP", List.of(server));
            all.remove(server);
            Processes.signal("KILL", all);
        }
        process.destroyForcibly();
    }

    /** Itself; and all that it has started, if it is in a namespace of its own. */
    Set<ProcessHandle> processes() {
        var found = new HashSet<>(Processes.inMountNamespaceOf(process.toHandle()));
        found.add(process.toHandle());
        return found;
    }

    /** With SIGSTOP: it does nothing and answers nobody, and knows nothing of it afterwards. */
    void freeze() throws IOException, InterruptedException {
        requireAlive();
        isFrozen = true;
        Processes.signal("STOP", List.of(process.toHandle()));
    }

    /** With SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        Processes.signal("CONT", List.of(process.toHandle()));
        isFrozen = false;
    }

    boolean isFrozen() {
        return isFrozen;
    }

    /** In its data directory, which it may be the only one to see; while it lives. */
    Path file(String name) {
        return Path.of("/proc/" + process.pid() + "/root" + data.resolve(name));
    }

    String read(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** The name of its data directory. */
    @Override
    public String toString() {
        return data.getFileName().toString();
    }

    @Override
    public synchronized void close() throws IOException, InterruptedException {
        isClosed = true;
        if (process != null) {
            destroy();
        }
    }

    // ---- requests

    HttpResponse<String> send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var json = BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
        return http.send(request(path).header("Content-Type", "application/json").method(method, json).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    /** What stands on the first page of a list; empty if it cannot be read now. */
    List<JsonNode> page(String path) throws IOException, InterruptedException {
        var response = http.send(request(path).build(), BodyHandlers.ofString());
        return response.statusCode() == 200 ? expect(200, response).valueStream().toList() : List.of();
    }

    /** What stands on all pages of a list. */
    List<JsonNode> list(String path) throws IOException, InterruptedException {
        var all = new ArrayList<JsonNode>();
        var next = path + "?limit=100";
        while (next != null) {
            var response = http.send(request(next).build(), BodyHandlers.ofString());
            expect(200, response).forEach(all::add);
            next = response.headers().firstValue("Link").map(link -> NEXT.matcher(link).replaceFirst("$1")).orElse(null);
        }
        return all;
    }

    List<JsonNode> deploys() throws IOException, InterruptedException {
        return list("/api/0/deploys/");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(requestLimit).header("Authorization", "Bearer " + token);
    }

    static JsonNode expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException("%s was answered %d: %s".formatted(response.request(), response.statusCode(), response.body()));
        }
        return JsonMapper.shared().readTree(response.body());
    }
}
