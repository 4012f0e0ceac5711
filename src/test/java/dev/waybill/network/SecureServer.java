package dev.waybill.network;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.waybill.workspaces.Directories;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server with TLS that answers every list with an empty one, with a certificate that it has signed itself. */
public final class SecureServer implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "test";

    /** By options: keytool takes longer than most tests do. */
    private static final Map<List<String>, byte[]> KEYS = new ConcurrentHashMap<>();

    private final HttpsServer server;
    private final Path certificate;
    private final List<String> proxyHeaders = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();

    private SecureServer(HttpsServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /** @param options of keytool, about the certificate */
    public static SecureServer start(Path directory, String... options) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        var stored = KEYS.computeIfAbsent(List.of(options), SecureServer::keytool);
        keys.load(new ByteArrayInputStream(stored), PASSWORD.toCharArray());
        var certificate = Files.writeString(directory.resolve("certificate.pem"), pem(keys.getCertificate(ALIAS)));
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        var started = new SecureServer(server, certificate);
        server.createContext("/", exchange -> {
            started.proxyHeaders.addAll(exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
            started.logins.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            try (exchange) {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("[]".getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
        return started;
    }

    public String url(String host) {
        return "https://%s:%d".formatted(host, server.getAddress().getPort());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String certificate() {
        return certificate.toString();
    }

    /** What it was told that was meant for a proxy. */
    public List<String> proxyHeaders() {
        return proxyHeaders;
    }

    /** The credentials that it was given for itself. */
    public List<String> logins() {
        return logins;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String pem(Certificate certificate) throws CertificateException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(lines);
    }

    private static SSLContext context(KeyStore store) throws Exception {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] keytool(List<String> options) {
        try {
            var directory = Files.createTempDirectory("waybill-keys");
            try {
                var keys = directory.resolve("keys.p12");
                makeKeys(keys, options);
                return Files.readAllBytes(keys);
            } finally {
                Directories.delete(directory);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("keytool cannot make a key", e);
        }
    }

    private static void makeKeys(Path keys, List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=test"));
        command.addAll(List.of("-alias", ALIAS, "-keystore", keys.toString(), "-storepass", PASSWORD));
        command.addAll(options);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }
}
