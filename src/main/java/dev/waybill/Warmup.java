package dev.waybill;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs through a start and typical use, so that the JVM stores classes and profiles for the start-up cache.
 */
final class Warmup {
    private static final int DEPLOYS = 20;

    private final URI url;
    private final String token;

    private Warmup(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** @param arguments a writable directory; the cache to create for the command line */
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0], "data");
        var config =
                new Config(data, null, 0, null, null, null, null, null, null, List.of(), null, null, false, List.of());
        try (var server = Server.start(config, Time.system())) {
            var token = Files.readString(data.resolve("admin-token")).strip();
            var warmup = new Warmup(URI.create(server.url()), token);
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

    private void walk(Path repository) throws IOException {
        send("POST", "/api/0/apps/?name=warm&provider=shell&deploy=seq+100&repository=" + repository);
        for (var number = 1; number <= DEPLOYS; number++) {
            send("POST", "/api/0/warm/deploy/");
            send("GET", "/api/0/deploys/warm/production/%d/log/stream".formatted(number));
        }
        var cookie = "Cookie: " + signIn();
        for (var path : List.of("/login", "/", "/apps/warm/production/1")) {
            answer("GET", path, cookie, "");
        }
        for (var path :
                List.of("/readyz", "/metrics", "/api/0/apps/", "/api/0/deploys/", "/api/0/events/", "/api/0/no/")) {
            send("GET", path);
        }
    }

    private String signIn() throws IOException {
        var headers = "Origin: %s\r\nContent-Type: application/x-www-form-urlencoded".formatted(url);
        return answer("POST", "/login", headers, "secret=" + token)
                .lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.replaceFirst("Set-Cookie: ", "").replaceFirst(";.*", ""))
                .findFirst()
                .orElse("");
    }

    private void send(String method, String path) throws IOException {
        answer(method, path, "Authorization: Bearer " + token, "");
    }

    /** Without a client of the JDK's, whose 600 classes a server would keep in memory and never use. */
    private String answer(String method, String path, String headers, String body) throws IOException {
        var request = "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
                .formatted(method, path, url.getAuthority(), body.length(), headers, body);
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
