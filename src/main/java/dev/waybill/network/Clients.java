package dev.waybill.network;

import dev.waybill.network.ProxySettings.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The HTTP clients, one for each way to other systems, made when they are needed first. Thread-safe; the owner closes it. */
public final class Clients implements AutoCloseable {
    static {
        // By default the JDK sends no password to a proxy for a tunnel. It reads this property once, with its first
        // client.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private final Map<String, String> variables;
    private final Duration toConnect;
    private final Map<String, HttpClient> byWay = new HashMap<>();

    /** @param variables of the server's environment */
    public Clients(Map<String, String> variables, Duration toConnect) {
        this.variables = Map.copyOf(variables);
        this.toConnect = toConnect;
    }

    /** The proxy for a host; empty for none. */
    public Optional<Way> way(URI host) throws WrongVariable {
        return new ProxySettings(variables).to(host);
    }

    /** @throws IOException if this way cannot be used */
    public synchronized HttpClient of(URI host, Optional<Way> way) throws IOException, WrongVariable {
        var isPlain = host.getScheme().equals("http");
        var key = way.map(Way::name).orElse("") + (isPlain ? "" : " with TLS");
        var made = byWay.get(key);
        if (made == null) {
            made = make(isPlain, way);
            byWay.put(key, made);
        }
        return made;
    }

    private HttpClient make(boolean isPlain, Optional<Way> way) throws IOException, WrongVariable {
        if (way.isPresent() && way.get().proxy().type() != Proxy.Type.HTTP) {
            throw new IOException("%s is no HTTP proxy, and no other can be used here; set HTTPS_PROXY or NO_PROXY"
                    .formatted(way.get().name()));
        }
        var builder = HttpClient.newBuilder()
                .version(
                        HttpClient.Version
                                .HTTP_1_1) // otherwise plain requests ask for an upgrade, which some proxies refuse
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(toConnect)
                .proxy(way.map(it -> ProxySelector.of(resolved(it))).orElse(HttpClient.Builder.NO_PROXY));
        if (!isPlain) {
            trusted().ifPresent(builder::sslContext);
        }
        return builder.build();
    }

    private static InetSocketAddress resolved(Way way) {
        var address = (InetSocketAddress) way.proxy().address();
        return InetSocketAddress.createUnresolved(address.getHostString(), address.getPort());
    }

    /** Like git, which trusts the CAs of this machine. */
    private Optional<SSLContext> trusted() throws IOException, WrongVariable {
        var ofFile = Trust.ofFile(variables);
        return ofFile.isPresent() ? ofFile : Trust.ofMachine();
    }

    /** The header with the proxy's password, which the client gives to the proxy alone. */
    public static Optional<String> login(Way way) {
        return Optional.ofNullable(way.login()).map(login -> {
            var plain = login.getUserName() + ":" + new String(login.getPassword());
            return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public synchronized void close() {
        byWay.values().forEach(HttpClient::shutdownNow);
    }
}
