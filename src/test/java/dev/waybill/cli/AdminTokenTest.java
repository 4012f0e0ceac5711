package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.TestCli;
import dev.waybill.TestServer;
import dev.waybill.access.LocalServer;
import dev.waybill.cli.client.Connection;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin token of a server goes to that server, and no token to another than it is for. */
@Tag("processes")
class AdminTokenTest {
    @TempDir
    Path directory;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer stranger;
    private Path data;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        data = directory.resolve("data");
        server = TestServer.start(data, null);
        stranger = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        stranger.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().add("Location", server.url() + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        stranger.start();
    }

    @AfterEach
    void stop() throws Exception {
        stranger.stop(0);
        server.close();
    }

    private TestCli waybill() {
        return new TestCli(Map.of("WAYBILL_DATA", data.toString()), directory);
    }

    private String strangersUrl() {
        return "http://127.0.0.1:" + stranger.getAddress().getPort();
    }

    @Test
    void itGoesToTheServerOfTheDirectory_inEverySpelling() throws Exception {
        var port = URI.create(server.url()).getPort();
        assertThat(waybill().run("app", "list").code()).as("without a URL").isZero();
        for (var host : List.of("127.0.0.1", "localhost", "LOCALHOST", "[::1]")) {
            var done = waybill().run("app", "list", "--url", "http://%s:%d/".formatted(host, port));
            assertThat(done.code()).as(host + " " + done.err()).isZero();
        }
        assertThat(Files.getPosixFilePermissions(data.resolve(LocalServer.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itGoesNowhereElse() throws Exception {
        var port = URI.create(server.url()).getPort();
        for (var url : List.of(
                strangersUrl(),
                "http://localhost:" + stranger.getAddress().getPort(),
                "https://127.0.0.1:" + port,
                "http://127.0.0.1:" + port + "/elsewhere",
                "http://127.0.0.1",
                "http://example.com:" + port)) {
            var done = waybill().run("app", "list", "--url", url);
            assertThat(done.code()).as(url).isEqualTo(2);
            assertThat(done.err())
                    .as(url)
                    .contains("no token for", "admin-token is only for the server at " + server.url(), "WAYBILL_TOKEN");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void itGoesNowhere_whenTheUrlHasAUser() throws Exception {
        var port = URI.create(server.url()).getPort();
        var misleading = "http://127.0.0.1:%d@127.0.0.1:%d"
                .formatted(port, stranger.getAddress().getPort());
        for (var url : List.of("http://u@127.0.0.1:" + port, misleading)) {
            var done = waybill().run("app", "list", "--url", url);

            assertThat(done.code()).as(url).isEqualTo(2);
            assertThat(done.err()).as(url).contains("is not the URL of a server");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void itGoesNowhere_whenItsServerIsGone() throws Exception {
        var port = URI.create(server.url()).getPort();
        var note = Files.readString(data.resolve(LocalServer.FILE));
        server.close();
        assertThat(data.resolve(LocalServer.FILE)).doesNotExist();

        for (var left : List.of(
                note.replaceFirst("\n[0-9]+ ", "\n999999999 "),
                note.replaceFirst("(\n[0-9]+ )[0-9]+", "$1" + 1),
                note.replaceFirst("[0-9a-f]{4}-", "0000-"),
                "127.0.0.1\n",
                "")) {
            Files.writeString(
                    data.resolve(LocalServer.FILE),
                    left.replace(
                            "\n" + port + "\n", "\n" + stranger.getAddress().getPort() + "\n"));
            var done = waybill().run("app", "list", "--url", strangersUrl());
            assertThat(done.code()).isEqualTo(2);
            assertThat(done.err()).contains("its own server, which is not running");
        }
        assertThat(seen).isEmpty();
        server = TestServer.start(data, null);
    }

    /** While a deploy is followed, its server stops, and somebody else takes the port. */
    @Test
    void itIsNotSentAgain_whenItsServerHasGone() {
        var connection = new Connection(strangersUrl(), "wb_admin", () -> false);

        assertThatThrownBy(() -> connection.send("GET", "/apps/", Map.of(), null))
                .isInstanceOf(ConnectException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void aServerInAnotherContainer_isNamedAsThat() throws Exception {
        var note = data.resolve(LocalServer.FILE);
        Files.writeString(note, Files.readString(note).replaceFirst("pid:\\[[0-9]+", "pid:[1"));

        var done = waybill().run("app", "list");

        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("runs in another container", "set WAYBILL_TOKEN");
    }

    @Test
    void portOfHttp_is80_whereTheUrlNamesNone() {
        var local = new LocalServer("127.0.0.1", 80, "");

        assertThat(local.isAt("http://localhost/")).isTrue();
        assertThat(local.isAt("http://localhost:80")).isTrue();
        assertThat(local.isAt("http://localhost:8080")).isFalse();
        assertThat(local.isAt("https://localhost")).isFalse();
    }

    @Test
    void aTokenBesideAUrl_isForThatServer() throws Exception {
        var file = Files.createDirectories(directory.resolve(".config")).resolve("waybill.yaml");
        Files.writeString(file, "url: %s/\ntoken: %s\n".formatted(server.url(), server.token()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var nowhere =
                new TestCli(Map.of("WAYBILL_DATA", directory.resolve("none").toString()), directory);

        assertThat(nowhere.run("app", "list").code()).isZero();
        var done = nowhere.run("app", "list", "--url", strangersUrl());
        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("is only for the url next to it");
        assertThat(seen).isEmpty();
    }

    @Test
    void aRedirectAndAProxy_getNoToken() throws Exception {
        var given = new TestCli(Map.of("WAYBILL_TOKEN", "wb_of_the_stranger"), directory);
        var redirected = given.run("app", "list", "--url", strangersUrl());
        assertThat(redirected.code()).isEqualTo(4);
        assertThat(seen).isNotEmpty().allMatch("Bearer wb_of_the_stranger"::equals);
        seen.clear();

        var port = Integer.toString(stranger.getAddress().getPort());
        var proxied = new TestCli(
                Map.of(
                        "WAYBILL_DATA",
                        data.toString(),
                        "http_proxy",
                        strangersUrl(),
                        "JAVA_TOOL_OPTIONS",
                        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=%s -Dhttp.nonProxyHosts=".formatted(port)),
                directory);
        assertThat(proxied.runAlone("app", "list").code()).isZero();
        assertThat(seen).isEmpty();
    }
}
