package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords appear in no URL, process list, git configuration or log. */
@Tag("processes")
class CredentialsTest {
    private static final String PASSWORD = "s3cret-of-the-repository";
    private static final String ANSWER =
            "Basic " + Base64.getEncoder().encodeToString(("deploy:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final ConcurrentSkipListSet<String> commandLines = new ConcurrentSkipListSet<>();
    private HttpServer host;
    private String url;

    /** A host that serves a repository as files ("dumb" HTTP, gitrepository-layout(5)), with a password. */
    @BeforeEach
    void serve() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        repository.git("update-server-info");
        var root = repository.path().resolve(".git");
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/shop.git/", exchange -> {
            try (exchange) {
                ProcessHandle.allProcesses()
                        .map(process -> commandLine(process.pid()))
                        .forEach(commandLines::add);
                if (!ANSWER.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                    exchange.sendResponseHeaders(401, -1);
                    return;
                }
                var file = root.resolve(exchange.getRequestURI().getPath().substring("/shop.git/".length()))
                        .normalize();
                if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                var bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        host.start();
        url = "http://127.0.0.1:%d/shop.git".formatted(host.getAddress().getPort());
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has exited
        }
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private Client.Answer app(Client client, Object password) throws Exception {
        return client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "shop",
                        "repository",
                        url,
                        "provider",
                        "shell",
                        "deploy",
                        "cat readme; cat .git/config; env",
                        "credentials",
                        Map.of("username", "deploy", "password", password)));
    }

    @Test
    void password_isAccepted_andAppearsNowhere() throws Exception {
        var file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            app(client, Map.of("file", file.toString()));

            var deploy = client.deploy("shop", "");
            var log = client.awaitEnd(deploy);

            assertThat(client.show(deploy).get("outcome").asString()).as(log).isEqualTo("succeeded");
            assertThat(log).contains("hello\n").doesNotContain(PASSWORD);
            assertThat(client.get("/api/0/apps/shop/").text()).doesNotContain(PASSWORD);
            assertThat(commandLines)
                    .anyMatch(line -> line.contains("shop.git"))
                    .noneMatch(line -> line.contains(PASSWORD));
        }
        try (var files =
                Files.walk(directory.resolve("data"))) { // the server is closed, so no file is removed meanwhile
            assertThat(files.filter(Files::isRegularFile).filter(CredentialsTest::holdsThePassword))
                    .isEmpty();
        }
    }

    private static boolean holdsThePassword(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PASSWORD);
        } catch (IOException e) {
            return false; // the file was removed meanwhile
        }
    }

    @Test
    void wrongPassword_neverPrompts_andIsReported() throws Exception {
        var file = Files.writeString(directory.resolve("password"), "wrong");
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            app(client, Map.of("file", file.toString()));

            var deploy = client.deploy("shop", "?ref=main");
            client.put("/api/0/deploys/shop/production/1/", Map.of("status", "cancelled"));

            assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("VCS_UNREACHABLE");
            assertThat(deploy.at("/blockers/0/message").asString()).contains("Authentication failed");
        }
    }

    @Test
    void missingPassword_isReported() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            app(client, Map.of("env", "NO_SUCH_VARIABLE_OF_THE_SERVER"));

            var deploy = client.deploy("shop", "?ref=main");
            client.put("/api/0/deploys/shop/production/1/", Map.of("status", "cancelled"));

            assertThat(deploy.at("/blockers/0/message").asString()).contains("NO_SUCH_VARIABLE_OF_THE_SERVER");
        }
    }
}
