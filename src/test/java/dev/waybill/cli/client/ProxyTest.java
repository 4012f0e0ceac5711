package dev.waybill.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.network.SecureServer;
import dev.waybill.network.Tunnel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
}
