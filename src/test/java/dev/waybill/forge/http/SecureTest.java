package dev.waybill.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.network.SecureServer;
import dev.waybill.network.Tunnel;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code host with TLS, a private CA, and a proxy in between. */
class SecureTest {
    private static final String HOST = "github.example.test";

    @TempDir
    Path directory;

    @Test
    void password_isForTheProxyAlone_andTheTokenForTheCodeHost() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:" + HOST);
                var proxy = new Tunnel(server.port(), "Basic YW5uOnAgdw==")) {
            var variables = Map.of("HTTPS_PROXY", "http://ann:p%20w@127.0.0.1:" + proxy.port());

            assertThat(get(server, variables).body()).asString().isEqualTo("[]");

            assertThat(server.proxyHeaders()).isEmpty();
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT " + HOST)
                    .doesNotContain("ghp_x");
        }
    }

    @Test
    void wrongPassword_isToldWithoutShowingIt() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:" + HOST);
                var proxy = new Tunnel(server.port(), "Basic YW5uOnAgdw==")) {
            var variables = Map.of("HTTPS_PROXY", "http://ann:wrong@127.0.0.1:" + proxy.port());

            assertThatThrownBy(() -> get(server, variables))
                    .isInstanceOf(ForgeFailure.class)
                    .hasMessageContainingAll("through the proxy http://127.0.0.1:" + proxy.port(), "407")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void unknownCa_isNotTrusted() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:localhost")) {
            var url = server.url("localhost");

            assertThat(get(url, Map.of("SSL_CERT_FILE", server.certificate())).status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(url, Map.of()))
                    .isInstanceOf(ForgeFailure.class)
                    .hasMessageContainingAll("certificate is not trusted", "SSL_CERT_FILE");
        }
    }

    @Test
    void wrongVariables_areNamed() throws Exception {
        assertThatThrownBy(() -> get("https://" + HOST, Map.of("HTTPS_PROXY", "ftp://ann:secret@proxy")))
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("HTTPS_PROXY is not a proxy URL")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> get("https://" + HOST, Map.of("HTTPS_PROXY", "socks5://proxy.example.test")))
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("socks5://proxy.example.test:1080 is no HTTP proxy");
        assertThatThrownBy(() -> get("https://" + HOST, Map.of("SSL_CERT_FILE", "/nowhere")))
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("the file /nowhere does not exist");
    }

    private static Answer get(SecureServer server, Map<String, String> variables) throws Exception {
        var all = new HashMap<>(variables);
        all.put("SSL_CERT_FILE", server.certificate());
        return get(server.url(HOST), all);
    }

    private static Answer get(String url, Map<String, String> variables) throws Exception {
        try (var http = new Http(new SkippingTime(), "1.0", variables, Timing.USUAL)) {
            var dialect = new Dialect("GitHub", "Bearer", Map.of());
            return new JsonClient(http, URI.create(url), dialect, new Token(() -> new Secret("ghp_x"))).get("/list");
        }
    }
}
