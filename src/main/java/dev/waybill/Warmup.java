package dev.waybill;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs through a start and typical use, so that the JVM stores classes and profiles for the start-up cache.
 */
final class Warmup {
    private static final int DEPLOYS = 20;

    private final HttpClient client;
    private final String url;
    private final String token;

    private Warmup(HttpClient client, String url, String token) {
        this.client = client;
        this.url = url;
        this.token = token;
    }

    /** @param arguments a writable directory; the cache to create for the command line */
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0], "data");
        var config =
                new Config(data, null, 0, null, null, null, null, null, null, List.of(), null, null, false, List.of());
        try (var server = Server.start(config, Time.system());
                var client = HttpClient.newHttpClient()) {
            var token = Files.readString(data.resolve("admin-token")).strip();
            var warmup = new Warmup(client, server.url(), token);
            warmup.walk(repository(Path.of(arguments[0], "repository")));
            CommandLineWarmup.inAProcessOfItsOwn(server.url(), Path.of(arguments[1]));
        }
        System.exit(0);
    }

    private static Path repository(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var script = "git init -q . && git -c user.name=w -c user.email=w@localhost commit -q --allow-empty -m first";
        new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .inheritIO()
                .start()
                .waitFor();
        return directory;
    }

    private void walk(Path repository) throws IOException, InterruptedException {
        send("POST", "/api/0/apps/?name=warm&provider=shell&deploy=seq+100&repository=" + repository);
        for (var number = 1; number <= DEPLOYS; number++) {
            send("POST", "/api/0/warm/deploy/");
            send("GET", "/api/0/deploys/warm/production/%d/log/stream".formatted(number));
        }
        var cookie = signIn();
        for (var path : List.of("/login", "/", "/apps/warm/production/1")) {
            client.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Cookie", cookie)
                            .build(),
                    BodyHandlers.discarding());
        }
        for (var path :
                List.of("/readyz", "/metrics", "/api/0/apps/", "/api/0/deploys/", "/api/0/events/", "/api/0/no/")) {
            send("GET", path);
        }
    }

    private String signIn() throws IOException, InterruptedException {
        var form = HttpRequest.newBuilder(URI.create(url + "/login"))
                .header("Origin", url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("secret=" + token))
                .build();
        return client.send(form, BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElse("")
                .replaceFirst(";.*", "");
    }

    private void send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody());
        client.send(request.build(), BodyHandlers.discarding());
    }
}
