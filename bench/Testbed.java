import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A server to measure, with a directory for repositories and scripts. Whoever opened it closes it; then nothing of it is left. */
final class Testbed implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final Path scratch;
    private final Databases databases;
    private Served server;

    private Testbed(Path home, Path scratch, Databases databases) {
        this.home = home;
        this.scratch = scratch;
        this.databases = databases;
    }

    static Testbed open(Path home, Databases databases) throws Exception {
        var testbed = new Testbed(home, Files.createTempDirectory("waybill-bench."), databases);
        testbed.startServer();
        return testbed;
    }

    Path home() {
        return home;
    }

    Path scratch() {
        return scratch;
    }

    Databases databases() {
        return databases;
    }

    HttpClient http() {
        return http;
    }

    Served server() {
        return server;
    }

    void startServer() throws Exception {
        server = Served.start(home, scratch, databases);
    }

    void stopServer() throws InterruptedException {
        server.close();
    }

    /** One with this many files, in one commit on main. */
    Path repository(String name, int files) throws IOException, InterruptedException {
        var directory = Files.createDirectories(scratch.resolve("repository-" + name));
        for (var i = 0; i < files; i++) {
            var file = directory.resolve("d%d/f%d".formatted(i % 100, i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, ("line of file " + i + "\n").repeat(files > 1000 ? 700 : 20));
        }
        Shell.run(directory, "git init -q -b main . && git add . && git -c user.name=Ann -c user.email=ann@example.com commit -q -m first");
        return directory;
    }

    void app(String name, Path repository, String command) throws IOException, InterruptedException {
        server.app(name, repository, command);
    }

    String deploy(String app) throws IOException, InterruptedException {
        return server.deploy(app);
    }

    void deployAndWait(String app) throws IOException, InterruptedException {
        server.deployAndWait(app);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return server.get(path);
    }

    JsonNode send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return server.send(method, path, body);
    }

    HttpRequest.Builder request(String path) throws IOException {
        return server.request(path);
    }

    @Override
    public void close() {
        try {
            stopServer();
            databases.close();
            if (Files.exists(scratch)) {
                try (var files = Files.walk(scratch)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            }
        } catch (SQLException e) {
            System.err.println("databases were left behind: " + e);
        } catch (IOException | InterruptedException | UncheckedIOException e) {
            System.err.println("files were left behind in " + scratch + ": " + e);
        }
    }
}
