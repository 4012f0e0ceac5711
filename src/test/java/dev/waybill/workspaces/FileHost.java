package dev.waybill.workspaces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A host that serves repositories as files ("dumb" HTTP, gitrepository-layout(5)), with or without a password. */
public final class FileHost implements AutoCloseable {
    private final HttpServer server;
    private final Path root;
    private final @Nullable String password;
    private final List<String> shown = new CopyOnWriteArrayList<>();

    /** @param password of the user "deploy"; null if none is needed */
    public FileHost(Path root, @Nullable String password) throws IOException {
        this.root = root;
        this.password = password;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** All passwords that clients have sent. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    public String url(String repository) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), repository))
                .toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given != null) {
                var decoded = Base64.getDecoder().decode(given.substring("Basic ".length()));
                shown.add(new String(decoded, StandardCharsets.UTF_8));
            }
            if (password != null && (given == null || !shown.getLast().equals("deploy:" + password))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var file = root.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
