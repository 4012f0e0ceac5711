package dev.waybill.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is reached by a proxy, which perhaps wants to know a password. The name of the server is the proxy's to know. */
@Tag("processes")
class ProxyTest {
    private static final String HOST = "deploy.example.test";

    @TempDir
    Path directory;

    @Test
    void server_isReachedByTheProxy_whichSeesNoToken() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:" + HOST);
                var proxy = new Tunnel(server.port(), "")) {
            var done = list(server, Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()));

            assertThat(done.code()).as(done.err()).isZero();
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT " + HOST)
                    .doesNotContain("wb_x");
        }
    }

    @Test
    void password_isForTheProxyAlone() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:" + HOST);
                var proxy = new Tunnel(server.port(), "Basic YW5uOnAgdw==")) {
            var address = "127.0.0.1:" + proxy.port();
            var done = list(server, Map.of("https_proxy", "http://ann:p%20w@" + address));
            var refused = list(server, Map.of("https_proxy", "http://ann:wrong@" + address));

            assertThat(done.code()).as(done.err()).isZero();
            assertThat(server.proxyHeaders()).isEmpty();
            assertThat(refused.code()).isEqualTo(4);
            assertThat(refused.err())
                    .contains("through the proxy http://127.0.0.1", "407")
                    .doesNotContain("wrong");
        }
    }

    @Test
    void noProxy_isObeyed() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:" + HOST);
                var proxy = new Tunnel(server.port(), "")) {
            var done = list(
                    server,
                    Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "a.org,.example.test"));

            assertThat(done.err()).contains("unknown host " + HOST);
            assertThat(proxy.heads()).isEmpty();
        }
    }

    private TestCli.Done list(SecureServer server, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(Map.of(
                "WAYBILL_URL", server.url(HOST), "WAYBILL_TOKEN", "wb_x", "WAYBILL_CA_FILE", server.certificate()));
        environment.putAll(more);
        return new TestCli(environment, directory).runAlone("list");
    }

    /** A proxy that leads every tunnel to one port of this machine. */
    private static final class Tunnel implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> heads = new CopyOnWriteArrayList<>();
        private final int target;
        private final String authorization;

        /** @param authorization what it wants to be told; empty for nothing */
        Tunnel(int target, String authorization) throws IOException {
            this.target = target;
            this.authorization = authorization;
            Thread.startVirtualThread(this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        List<String> heads() {
            return heads;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private void accept() {
            try {
                while (true) {
                    var client = socket.accept();
                    Thread.startVirtualThread(() -> serve(client));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void serve(Socket client) {
            try (client) {
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) client.getInputStream().read());
                }
                heads.add(head.toString());
                if (!head.toString().contains(authorization)) {
                    say(
                            client,
                            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                    + "Content-Length: 0\r\n\r\n");
                    return;
                }
                try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    say(client, "HTTP/1.1 200 OK\r\n\r\n");
                    var back = Thread.startVirtualThread(() -> copy(server, client));
                    copy(client, server);
                    back.join();
                }
            } catch (IOException | InterruptedException e) {
                // the client is gone
            }
        }

        private static void say(Socket client, String text) throws IOException {
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException e) {
                // either is gone
            }
        }
    }
}
