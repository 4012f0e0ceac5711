import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows Waybill at work: a server in a scratch directory, a small real repository, a deploy of it and its log. bin/demo runs
 * this file as it is; it also shows how little a client needs.
 */
final class Demo implements AutoCloseable {
    private static volatile boolean isEnding;

    private final Path home;
    private final Path scratch;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process server;
    private String url;
    private String token;

    private Demo(Path home) throws IOException {
        this.home = home;
        this.scratch = Files.createTempDirectory("waybill-demo.");
    }

    /** @param arguments the checkout, and perhaps {@code --once} */
    public static void main(String[] arguments) throws Exception {
        try {
            run(arguments);
        } catch (IOException | IllegalStateException e) {
            if (!isEnding) {
                System.err.println("The demo failed: " + e.getMessage());
                System.exit(1);
            }
        }
    }

    private static void run(String[] arguments) throws Exception {
        var demo = new Demo(Path.of(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
        var once = arguments.length > 1 && arguments[1].equals("--once");
        demo.startServer();
        demo.makeRepository();
        var outcome = demo.deploy();
        if (once) {
            System.exit(outcome.equals("succeeded") ? 0 : 1);
        }
        if (isEnding) {
            return; // Ctrl-C; the deploy was cancelled
        }
        demo.tellWhatToTry();
        System.exit(demo.server.waitFor());
    }

    private void startServer() throws Exception {
        for (var port = 8080; !isStartedAt(port); port++) {
            if (port == 8180) {
                throw new IllegalStateException("all ports from 8080 to 8180 are in use");
            }
        }
        token = Files.readString(scratch.resolve("data/admin-token")).strip();
    }

    /** False if the port is taken. */
    private boolean isStartedAt(int port) throws Exception {
        if (isTaken(port)) {
            return false;
        }
        url = "http://127.0.0.1:" + port;
        var builder = new ProcessBuilder(
                        "setsid", // Ctrl-C is for us alone: the server must be there to cancel the deploy
                        home.resolve("bin/waybill").toString(), "server", "--data", scratch.resolve("data").toString(), "--port", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("server.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
        server = builder.start();
        while (!Files.exists(scratch.resolve("data/admin-token")) || !isReady()) {
            if (!server.isAlive()) {
                var log = Files.readString(scratch.resolve("server.log"));
                if (log.contains("cannot listen on port")) {
                    return false; // somebody was faster
                }
                throw new IllegalStateException("the server did not start:\n" + log);
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        return true;
    }

    private static boolean isTaken(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    private boolean isReady() throws Exception {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url + "/readyz")).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void makeRepository() throws Exception {
        var repository = Files.createDirectory(scratch.resolve("repository"));
        Files.copy(
                home.resolve("examples/demo/deploy.sh"),
                repository.resolve("deploy.sh"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        git("init", "--quiet", "--initial-branch=main", ".");
        git("add", ".");
        git("-c", "user.name=Ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "--message", "Say hello");
    }

    private void git(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var code = new ProcessBuilder(command).directory(scratch.resolve("repository").toFile()).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
    }

    private String deploy() throws Exception {
        post("/api/0/apps/", Map.of(
                "name", "demo",
                "provider", "shell",
                "provider_config", "{\"command\": \"./deploy.sh {environment}\"}",
                "repository", scratch.resolve("repository").toString()));
        System.out.printf("Deploying:  POST %s/api/0/demo/deploy%n", url);
        var deploy = post("/api/0/demo/deploy", Map.of());
        var signIn = post("/api/0/login-links/", Map.of()).get("url").asString();
        System.out.printf("The page:   %s?next=%s (single-use sign-in link)%n%n", signIn, URI.create(deploy.at("/links/page").asString()).getPath());
        followLog(deploy.at("/links/log").asString() + "stream");
        return get(deploy.at("/links/self").asString()).get("outcome").asString();
    }

    /** Server-sent events: lines "event: NAME" and "data: JSON"; the log has ended with the event "end". */
    private void followLog(String stream) throws Exception {
        var response = http.send(request(stream).build(), BodyHandlers.ofLines());
        response.body()
                .takeWhile(line -> !line.equals("event: end"))
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> {
                    System.out.print(JsonMapper.shared().readTree(line.substring("data: ".length())).get("text").asString());
                    System.out.flush();
                });
    }

    private JsonNode post(String path, Map<String, String> form) throws Exception {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return json(http.send(
                request(url + path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString()));
    }

    /** A deploy outlives its server, so one that still runs is told to end first. */
    private void cancel() throws InterruptedException {
        try {
            var request = request(url + "/api/0/deploys/demo/production/1/")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"status\": \"cancelled\"}"));
            http.send(request.build(), BodyHandlers.discarding());
            http.send(request(url + "/api/0/deploys/demo/production/1/log/?wait=5&offset=9999999").build(), BodyHandlers.discarding());
        } catch (IOException e) {
            System.err.println("The deploy could not be cancelled: " + e);
        }
    }

    private JsonNode get(String address) throws Exception {
        return json(http.send(request(address).build(), BodyHandlers.ofString()));
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new IllegalStateException("the server answered %d: %s".formatted(response.statusCode(), response.body()));
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private void tellWhatToTry() {
        System.out.printf(
                """

                The server stays up until you press Ctrl-C. In another terminal, deploy again:
                    curl -X POST -H "Authorization: Bearer $(cat %s)" %s/api/0/demo/deploy
                and see what is live:
                    %s/
                """,
                scratch.resolve("data/admin-token"), url, url);
    }

    /** Ends the server and removes everything that the demo made. */
    @Override
    public void close() {
        isEnding = true;
        try {
            if (server != null && server.isAlive() && token != null) {
                cancel();
            }
            if (server != null) {
                server.destroy();
                server.waitFor();
            }
            try (var files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("The demo left files behind in " + scratch + ": " + e);
        }
    }
}
