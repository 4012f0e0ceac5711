package dev.waybill;

import dev.waybill.spi.Time;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Walks through what every start and every day does, so that the JVM can keep the classes for the start-up cache. */
final class Warmup {
    private Warmup() {}

    /** @param arguments a directory that may be written */
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0], "data");
        var config = new Config(data, null, 0, null, null, null, null, null);
        try (var server = Server.start(config, Time.system());
                var client = HttpClient.newHttpClient()) {
            var token = Files.readString(data.resolve("admin-token")).strip();
            for (var path : List.of("/readyz", "/", "/api/0/apps/", "/api/0/deploys/", "/api/0/nothing/")) {
                var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Authorization", "Bearer " + token);
                client.send(request.build(), BodyHandlers.discarding());
            }
        }
        System.exit(0);
    }
}
