package dev.waybill.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.network.SecureServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose certificates a private CA has signed, or that are not to be trusted. */
@Tag("processes")
class CertificatesTest {
    @TempDir
    Path directory;

    @Test
    void privateCa_isTrusted_whereItIsNamed() throws Exception {
        try (var server = SecureServer.start(directory, "-ext", "san=dns:localhost,ip:127.0.0.1")) {
            var url = server.url("localhost");

            var refused = list(url, Map.of());
            assertThat(refused.code()).isEqualTo(4);
            assertThat(refused.err())
                    .startsWith("the certificate of %s is not trusted: ".formatted(url))
                    .contains("WAYBILL_CA_FILE")
                    .doesNotContain("retrying");
            assertThat(list(url, Map.of("WAYBILL_CA_FILE", server.certificate()))
                            .code())
                    .isZero();
            assertThat(list(url, Map.of("SSL_CERT_FILE", server.certificate())).code())
                    .isZero();
            var elsewhere = Map.of("WAYBILL_CA_FILE", server.certificate(), "SSL_CERT_FILE", "/nowhere");
            assertThat(list(url, elsewhere).code()).isZero();
        }
    }

    @Test
    void fileOfTheCa_thatCannotBeRead_isSaidWithTheReason() throws Exception {
        assertThat(list("https://localhost:1", Map.of("WAYBILL_CA_FILE", "/nowhere"))
                        .err())
                .endsWith("the file /nowhere does not exist");
        var inner = "/proc/self/status/x";
        assertThat(list("https://localhost:1", Map.of("WAYBILL_CA_FILE", inner)).err())
                .endsWith(inner + " cannot be read: Not a directory");
        assertThat(list("https://localhost:1", Map.of("WAYBILL_CA_FILE", "/proc/self/mem"))
                        .err())
                .endsWith("/proc/self/mem cannot be read: Input/output error");
    }

    @Test
    void fileOfTheCa_thatCannotBeUsed_isAMistake() throws Exception {
        var text = Files.writeString(directory.resolve("text"), "no certificate\n");
        var empty = Files.createFile(directory.resolve("empty"));

        for (var file : new String[] {"/nowhere", text.toString(), empty.toString(), directory.toString()}) {
            var done = list("https://localhost:1", Map.of("WAYBILL_CA_FILE", file));
            assertThat(done.code()).as(file).isEqualTo(2);
            assertThat(done.err()).contains("WAYBILL_CA_FILE must name a file of PEM certificates", file);
        }
    }

    @Test
    void certificate_thatHasExpiredOrIsForAnotherName_isNotTrusted() throws Exception {
        try (var other = SecureServer.start(directory, "-ext", "san=dns:deploy.example.com")) {
            assertThat(list(other.url("localhost"), Map.of("WAYBILL_CA_FILE", other.certificate()))
                            .err())
                    .contains("is not trusted: it is not for localhost");
        }
    }

    @Test
    void certificate_isRefused_forTheReasonThatIsTold() {
        assertThat(words(new CertificateExpiredException("NotAfter"))).endsWith("is not trusted: it has expired");
        assertThat(words(new CertificateNotYetValidException("NotBefore")))
                .contains("check the clocks of both machines");
        assertThat(words(new CertificateException("No name matching x found")))
                .endsWith("it is not for deploy.example.com (No name matching x found)");
    }

    private static String words(CertificateException why) {
        var failure = new SSLHandshakeException(why.getMessage());
        failure.initCause(why);
        return String.valueOf(Unreached.of("https://deploy.example.com", Optional.empty(), failure)
                .getMessage());
    }

    @Test
    void serverWithoutTls_isNamedAsSuch() throws Exception {
        try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> refuse(plain));
            var done = list("https://127.0.0.1:" + plain.getLocalPort(), Map.of());

            assertThat(done.code()).isEqualTo(4);
            assertThat(done.err()).startsWith("TLS with https://127.0.0.1").contains("does it speak plain http://?");
        }
    }

    /** As servers answer what is no HTTP. */
    private static void refuse(ServerSocket server) {
        try (var client = server.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client is gone
        }
    }

    private TestCli.Done list(String url, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(Map.of("WAYBILL_URL", url, "WAYBILL_TOKEN", "wb_x"));
        environment.putAll(more);
        return new TestCli(environment, directory).runAlone("list");
    }
}
