package dev.waybill.providers.heroku;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real {@code git http-backend} with a hook that builds, as Heroku's git server seems from outside. */
final class GitBackend implements AutoCloseable {
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString(("waybill:" + FakeHeroku.TOKEN).getBytes(StandardCharsets.UTF_8));

    private final Path directory;
    private final HttpServer server;
    private final Consumer<String> released;

    /** @param released is told each commit that was built */
    GitBackend(Path directory, Consumer<String> released) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.released = released;
        git("init", "--quiet", "--bare", "--template=", "--initial-branch=main", "shop.git");
        git("-C", "shop.git", "config", "http.receivepack", "true");
        hook("read old new ref; echo '-----> Building on Heroku'; echo $new > built");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    void hook(String script) throws IOException {
        var hook = Files.createDirectories(directory.resolve("shop.git/hooks")).resolve("pre-receive");
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void git(String... arguments) throws Exception {
        var command = new ProcessBuilder("git").directory(directory.toFile()).inheritIO();
        command.command().addAll(Arrays.asList(arguments));
        if (command.start().waitFor() != 0) {
            throw new AssertionError(command.command());
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (!BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"heroku\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var answer = backend(exchange, body);
            var built = directory.resolve("shop.git/built");
            if (Files.exists(built)) {
                released.accept(Files.readString(built).strip());
                Files.delete(built);
            }
            reply(exchange, answer);
        }
    }

    private byte[] backend(HttpExchange exchange, byte[] body) throws IOException {
        var request = exchange.getRequestHeaders();
        var builder = new ProcessBuilder("git", "http-backend");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", directory.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", "waybill");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", text(exchange.getRequestURI().getQuery()));
        environment.put("CONTENT_TYPE", text(request.getFirst("Content-Type")));
        environment.put("HTTP_CONTENT_ENCODING", text(request.getFirst("Content-Encoding")));
        environment.put("CONTENT_LENGTH", Integer.toString(body.length));
        var process = builder.start();
        try (var input = process.getOutputStream()) {
            new ByteArrayInputStream(body).transferTo(input);
        }
        return process.getInputStream().readAllBytes();
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }

    private static void reply(HttpExchange exchange, byte[] answer) throws IOException {
        var text = new String(answer, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        var status = 200;
        for (var line : text.substring(0, end).split("\r\n")) {
            var field = line.split(": ", 2);
            if (field[0].equals("Status")) {
                status = Integer.parseInt(field[1].split(" ")[0]);
            } else {
                exchange.getResponseHeaders().set(field[0], field[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(answer, end + 4, answer.length - end - 4);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
