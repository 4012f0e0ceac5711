import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program, started as people start it, on a free port and a directory of its own. Whoever started it closes it. */
final class Served implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final Path directory;
    private String cookie = "";

    private Served(Process process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    /** Returns when it is ready. Its data are in {@code directory/data} and its database, and stay there. */
    static Served start(Path home, Path directory, Databases databases) throws Exception {
        return start(home, directory, databases, Map.of());
    }

    /** @param variables of its environment */
    static Served start(Path home, Path directory, Databases databases, Map<String, String> variables) throws Exception {
        Files.createDirectories(secrets(directory));
        var port = freePort();
        var command = List.of(
                home.resolve("bin/waybill").toString(), "server",
                "--data", directory.resolve("data").toString(),
                "--database", databases.url(directory),
                "--port", "" + port,
                "--secret-directory", secrets(directory).toString(),
                "--streams-per-token", "2000");
        var log = directory.resolve("server.log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_") && !name.equals("WAYBILL_JAVA_OPTIONS"));
        builder.environment().putAll(variables);
        var server = new Served(builder.start(), port, directory);
        while (!server.isReady()) {
            if (!server.process.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(Duration.ofMillis(5));
        }
        return server;
    }

    /** Whose files requests can name as secrets. */
    static Path secrets(Path directory) {
        return directory.resolve("secrets");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url() + "/readyz")).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Of a browser that was signed in. */
    String cookie() throws Exception {
        if (cookie.isEmpty()) {
            var form = HttpRequest.newBuilder(URI.create(url() + "/login"))
                    .header("Origin", url())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("secret=" + token()));
            cookie = HTTP.send(form.build(), BodyHandlers.discarding()).headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        }
        return cookie;
    }

    String token() throws IOException {
        return Files.readString(directory.resolve("data/admin-token")).strip();
    }

    HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + token());
    }

    void app(String name, Path repository, String command) throws IOException, InterruptedException {
        send("POST", "/api/0/apps/", Map.of("name", name, "provider", "shell", "repository", repository.toString(), "deploy", command));
    }

    /** Requests a deploy and answers its id. */
    String deploy(String app) throws IOException, InterruptedException {
        return send("POST", "/api/0/" + app + "/deploy", Map.of()).get("id").asString();
    }

    /** @throws IllegalStateException if the deploy does not succeed */
    void deployAndWait(String app) throws IOException, InterruptedException {
        var path = "/api/0/deploys/" + deploy(app) + "/";
        HTTP.send(request(path + "log/stream?offset=900000000").build(), BodyHandlers.discarding());
        var outcome = get(path).get("outcome").asString();
        if (!outcome.equals("succeeded")) {
            throw new IllegalStateException(app + " " + outcome + ": " + get(path));
        }
    }

    /** A metric without labels. */
    double metric(String name) throws IOException, InterruptedException {
        return HTTP.send(request("/metrics").build(), BodyHandlers.ofString()).body().lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path));
    }

    JsonNode send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return answer(request(path).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private static JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    /** User and system time of the server, in hundredths of a second. */
    long ticks() throws IOException {
        return ticks(11);
    }

    /** The same of the commands that it has run, as far as they have ended. */
    long ticksOfCommands() throws IOException {
        return ticks(13);
    }

    /** The same of the threads that compile it, as far as they have not ended; they have less to do the longer it runs. */
    long ticksOfCompilers() throws IOException {
        try (var threads = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
            return threads.mapToLong(Served::ticksOfCompiler).sum();
        }
    }

    private static long ticksOfCompiler(Path thread) {
        try {
            var name = Files.readString(thread.resolve("comm"));
            return name.startsWith("C1 ") || name.startsWith("C2 ") ? ticks(thread.resolve("stat"), 11) : 0;
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    private long ticks(int at) throws IOException {
        return ticks(Path.of("/proc", "" + process.pid(), "stat"), at);
    }

    /** @param at the field of proc(5) after the name that has the user time; the system time is next to it */
    private static long ticks(Path stat, int at) throws IOException {
        var fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
        return Long.parseLong(fields[at]) + Long.parseLong(fields[at + 1]);
    }

    double residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** The most that was resident at once since the start, or since {@link #forgetMostMegabytes}. */
    double mostMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    /** See proc_pid_clear_refs(5). */
    void forgetMostMegabytes() throws IOException {
        Files.writeString(Path.of("/proc", "" + process.pid(), "clear_refs"), "5", StandardOpenOption.WRITE);
    }

    private double megabytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
