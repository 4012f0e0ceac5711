package dev.waybill.watches.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Serves the repositories in a directory by git-http-backend(1), without TLS. */
final class SmartHost implements AutoCloseable {
    private static final Pattern TYPE = Pattern.compile("(?i)Content-Type: (.*)\r");

    private final HttpServer server;
    private final Path root;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private SmartHost(HttpServer server, Path root) {
        this.server = server;
        this.root = root;
    }

    static SmartHost start(Path root) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var host = new SmartHost(server, root);
        server.createContext("/", host::answer);
        server.start();
        return host;
    }

    String url(String name) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name);
    }

    /** Methods and paths so far, and the bodies. */
    List<String> requests() {
        return requests;
    }

    /** From now on, all requests are answered with this status and nothing else. */
    void refuse(int with) {
        status = with;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var uri = exchange.getRequestURI();
            requests.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(), uri.getPath(), new String(body, StandardCharsets.ISO_8859_1)));
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            var builder = new ProcessBuilder("git", "http-backend");
            var variables = builder.environment();
            variables.put("GIT_PROJECT_ROOT", root.toString());
            variables.put("GIT_HTTP_EXPORT_ALL", "1");
            variables.put("PATH_INFO", uri.getPath());
            variables.put("REQUEST_METHOD", exchange.getRequestMethod());
            variables.put("QUERY_STRING", String.valueOf(uri.getRawQuery()));
            variables.put(
                    "CONTENT_TYPE", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            variables.put("CONTENT_LENGTH", Integer.toString(body.length));
            variables.put(
                    "GIT_PROTOCOL", String.valueOf(exchange.getRequestHeaders().getFirst("Git-Protocol")));
            var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var in = process.getOutputStream()) {
                in.write(body);
            }
            send(exchange, new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** @param output of a CGI program: headers, an empty line, and the body */
    private static void send(HttpExchange exchange, String output) throws IOException {
        var end = output.indexOf("\r\n\r\n") + 4;
        var type = TYPE.matcher(output.substring(0, end));
        if (type.find()) {
            exchange.getResponseHeaders().set("Content-Type", type.group(1));
        }
        var body = output.substring(end).getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(output.startsWith("Status: 404") ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
