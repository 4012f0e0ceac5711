import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Serves one bare repository under any number of names over HTTPS, by git-http-backend(1), with a certificate of its own. Answers about
 * refs are kept, since nobody pushes, so that a machine with two cores can serve many looks. Notes when which name was looked at.
 */
final class GitHost implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final HttpsServer server;
    private final Path repository;
    private final Path certificate;
    private final Map<String, List<Long>> looks = new ConcurrentHashMap<>();
    private final Map<String, Answer> kept = new ConcurrentHashMap<>();

    private record Answer(int status, String type, byte[] body) {}

    private GitHost(HttpsServer server, Path repository, Path certificate) {
        this.server = server;
        this.repository = repository;
        this.certificate = certificate;
    }

    /** @param directory for its certificate; created if missing */
    static GitHost start(Path directory, Path repository) throws Exception {
        var keys = Files.createDirectories(directory).resolve("keys.p12");
        var certificate = directory.resolve("certificate.pem");
        var keytool = "%s/bin/keytool -alias host -keystore keys.p12 -storepass %s ".formatted(System.getProperty("java.home"), PASSWORD);
        Shell.run(directory, keytool + "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost 2> /dev/null");
        Shell.run(directory, keytool + "-exportcert -rfc -file certificate.pem 2> /dev/null");
        var server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        var host = new GitHost(server, repository, certificate);
        server.createContext("/", host::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return host;
    }

    private static SSLContext context(Path keys) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    String url(String name) {
        return "https://localhost:%d/%s".formatted(server.getAddress().getPort(), name);
    }

    /** With these variables a server, and git, trust it. */
    Map<String, String> trust() {
        return Map.of("GIT_SSL_CAINFO", certificate.toString());
    }

    /** When each name was looked at, in nanoseconds, by {@link System#nanoTime}. */
    Map<String, List<Long>> looks() {
        return Map.copyOf(looks);
    }

    void forget() {
        looks.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var parts = exchange.getRequestURI().getPath().split("/", 3);
            var body = exchange.getRequestBody().readAllBytes();
            var text = new String(body, StandardCharsets.ISO_8859_1);
            var isLook = text.contains("command=ls-refs");
            if (isLook) {
                looks.computeIfAbsent(parts[1], _ -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
            }
            var protocol = String.valueOf(exchange.getRequestHeaders().getFirst("Git-Protocol"));
            var key = "%s %s %s".formatted(parts[2], protocol, text);
            var answer = isLook || body.length == 0
                    ? kept.computeIfAbsent(key, _ -> byGit(exchange, parts[2], protocol, body))
                    : byGit(exchange, parts[2], protocol, body);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer byGit(HttpExchange exchange, String path, String protocol, byte[] body) {
        try {
            var builder = new ProcessBuilder("git", "http-backend");
            var headers = exchange.getRequestHeaders();
            builder.environment().putAll(Map.of(
                    "GIT_PROJECT_ROOT", repository.getParent().toString(),
                    "GIT_HTTP_EXPORT_ALL", "1",
                    "PATH_INFO", "/" + repository.getFileName() + "/" + path,
                    "REQUEST_METHOD", exchange.getRequestMethod(),
                    "QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()),
                    "CONTENT_TYPE", String.valueOf(headers.getFirst("Content-Type")),
                    "CONTENT_LENGTH", "" + body.length,
                    "HTTP_CONTENT_ENCODING", headers.containsKey("Content-Encoding") ? headers.getFirst("Content-Encoding") : "",
                    "GIT_PROTOCOL", protocol));
            var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var in = process.getOutputStream()) {
                in.write(body);
            }
            return parsed(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            return new Answer(500, "text/plain", new byte[0]);
        }
    }

    /** As of a CGI program: headers, an empty line, and the body. */
    private static Answer parsed(byte[] output) {
        var head = new ByteArrayOutputStream();
        var at = 0;
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n") && at < output.length) {
            head.write(output[at++]);
        }
        var status = 200;
        var type = "text/plain";
        for (var line : new ArrayList<>(head.toString(StandardCharsets.ISO_8859_1).lines().toList())) {
            status = line.startsWith("Status: ") ? Integer.parseInt(line.substring(8, 11)) : status;
            type = line.startsWith("Content-Type: ") ? line.substring(14) : type;
        }
        var body = new byte[output.length - at];
        System.arraycopy(output, at, body, 0, body.length);
        return new Answer(status, type, body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
