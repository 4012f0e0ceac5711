package dev.waybill.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Config;
import dev.waybill.Ports;
import dev.waybill.RawHttp;
import dev.waybill.Server;
import dev.waybill.access.Origin;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server behind a real nginx, with the example of docs/proxy.md. */
@Tag("processes")
class ProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String URL = "https://deploy.example.com";

    @TempDir
    Path directory;

    @Test
    void nginxOfTheDocs_letsFormsAndStreamsThrough() throws Exception {
        assumeTrue(Files.isExecutable(Nginx.PROGRAM), "there is no nginx");
        var port = Ports.free();
        try (var _ = Server.start(config(port, URL, List.of("127.0.0.1")), Time.system());
                var nginx = Nginx.start(directory.resolve("nginx"), port)) {
            var token = Files.readString(directory.resolve("data/admin-token")).strip();
            var fields = "secret=" + URLEncoder.encode(token, StandardCharsets.UTF_8);

            var signedIn = ask(nginx.port(), form("/login", fields, "HTTPS://Deploy.example.com.:443"));
            assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(303);
            assertThat(signedIn.headers().get("location")).isEqualTo("/");
            assertThat(signedIn.headers().get("set-cookie")).contains("Secure", "HttpOnly");
            assertEventsComeAtOnce(nginx.port(), token);
        }
    }

    private static void assertEventsComeAtOnce(int port, String token) throws IOException {
        try (var stream = RawHttp.connect("http://127.0.0.1:" + port, PATIENCE)) {
            stream.write(
                    "GET /api/0/events/ HTTP/1.1\r\nHost: deploy.example.com\r\nAccept: text/event-stream\r\nAuthorization: Key %s\r\n\r\n"
                            .formatted(token));
            assertThat(stream.readHead().orElseThrow().type()).isEqualTo("text/event-stream");
            var locked = ask(
                    port,
                    "PUT /api/0/locks/global/?reason=why HTTP/1.1\r\nHost: deploy.example.com\r\nContent-Length: 0\r\nConnection: close\r\nAuthorization: Key %s\r\n\r\n"
                            .formatted(token));
            assertThat(locked.status()).as(locked.text()).isEqualTo(200);
            var heard = new StringBuilder();
            while (!heard.toString().contains("lock.")) { // it hangs if the proxy holds back what comes
                heard.append((char) stream.in().read());
            }
        }
    }

    @Test
    void formFromElsewhere_isRefused_withWhatToSet() throws Exception {
        var port = Ports.free();
        try (var _ = Server.start(config(port, URL, List.of()), Time.system())) {
            var refused = ask(port, form("/login", "secret=x", "https://other.example.com"));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text())
                    .contains("https://other.example.com", URL, "--url", "deploy.example.com", "the header Host");
        }
    }

    @Test
    void tenWrongTries_lockNobodyOut_whoHasAGoodToken() throws Exception {
        var port = Ports.free();
        try (var _ = Server.start(config(port, URL, List.of()), Time.system())) {
            var token = Files.readString(directory.resolve("data/admin-token")).strip();
            for (var i = 0; i < 10; i++) {
                assertThat(ask(port, form("/login", "secret=wrong", URL)).status())
                        .isEqualTo(403);
            }
            assertThat(ask(port, form("/login", "secret=wrong", URL)).status()).isEqualTo(429);
            assertThat(ask(port, form("/login", "secret=" + token, URL)).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void cookies_ofServersOnOneHost_standSideBySide_andOldOnesGoOn() throws Exception {
        var port = Ports.free();
        try (var _ = Server.start(config(port, null, List.of()), Time.system())) {
            var token = Files.readString(directory.resolve("data/admin-token")).strip();
            var answer = ask(port, form("/login", "secret=" + token, "http://deploy.example.com"));
            var cookie = answer.headers().getOrDefault("set-cookie", "").replaceFirst(";.*", "");
            var session = cookie.substring(cookie.indexOf('=') + 1);

            assertThat(cookie).doesNotStartWith(new SessionCookie("http://127.0.0.1:1").name());
            for (var sent : List.of(
                    "waybill_session_00000000=ws_other; " + cookie,
                    "waybill_session=" + session,
                    "waybill_session=ws_other; waybill_session_12345678=" + session)) {
                assertThat(ask(
                                        port,
                                        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: %s\r\n\r\n"
                                                .formatted(sent))
                                .status())
                        .as(sent)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void url_isAWholeHost_inWhateverSpelling() {
        for (var url : List.of(
                URL + "/waybill",
                URL + "/?x",
                "https://ann@deploy.example.com",
                URL + "#x",
                "deploy.example.com",
                "ftp://x",
                "https://",
                "https://x:0",
                "https://x:99999",
                "https://x%41",
                "https://x\"y",
                "https://a..b",
                "https://fa\u00df.de",
                "https://\u03b2\u03cc\u03bb\u03bf\u03c2.gr",
                "https://a\u200db.de",
                "https://\uff45xample.com")) {
            assertThatThrownBy(() -> config(8080, url, List.of()))
                    .as(url)
                    .hasMessageContaining("--url must be like https://deploy.example.com, without a path")
                    .hasMessageContaining("of its own");
        }
        for (var same : List.of(URL, URL + "/", "HTTPS://DEPLOY.example.com:443", "https://deploy.example.com.")) {
            assertThat(Origin.of(same).orElseThrow()).hasToString(URL);
        }
        assertThat(Origin.of("http://b\u00fccher.example:80")).isEqualTo(Origin.of("http://xn--bcher-kva.example"));
        assertThat(Origin.of("http://B\u00dccher.example")).isEqualTo(Origin.of("http://bu\u0308cher.example"));
        assertThat(Origin.of("http://xn--fa-hia.de").orElseThrow()).hasToString("http://xn--fa-hia.de");
        assertThat(Origin.of("http://waybill_server:65535").orElseThrow()).hasToString("http://waybill_server:65535");
        assertThat(Origin.of("https://x:80")).isNotEqualTo(Origin.of("http://x:80"));
        assertThat(Origin.of("http://[::1]:8080").orElseThrow()).hasToString("http://[::1]:8080");
        assertThat(Origin.of("null")).isEmpty();
    }

    private Config config(int port, @Nullable String url, List<String> proxies) {
        return new Config(
                directory.resolve("data"),
                null,
                port,
                url,
                null,
                null,
                null,
                100,
                null,
                List.of(),
                null,
                null,
                false,
                proxies);
    }

    private static String form(String path, String body, String origin) {
        return "POST %s HTTP/1.1\r\nHost: deploy.example.com\r\nOrigin: %s\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, origin, body.length(), body);
    }

    private static RawHttp.Answer ask(int port, String request) throws IOException {
        try (var http = RawHttp.connect("http://127.0.0.1:" + port, PATIENCE)) {
            http.write(request);
            return http.readAnswers(1, false).getFirst();
        }
    }
}
