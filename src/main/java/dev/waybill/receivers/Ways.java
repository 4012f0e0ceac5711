package dev.waybill.receivers;

import dev.waybill.network.ProxySettings;
import dev.waybill.network.ProxySettings.Way;
import dev.waybill.network.Trust;
import dev.waybill.network.WrongVariable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients, one for each proxy and one without, made when they are first needed. Each connects to exactly the addresses that
 * were judged, so a name that changes its address meanwhile changes nothing. Thread-safe; the owner closes it.
 */
final class Ways implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(50);
    private static final int THREADS = 8;

    /** What a receiver answers is what people see, also if it asks for a password or redirects. */
    private static final List<String> NO_HANDLERS = List.of(
            RedirectProtocolHandler.NAME,
            WWWAuthenticationProtocolHandler.NAME,
            ProxyAuthenticationProtocolHandler.NAME);

    private final Map<String, String> variables;
    private final TargetRules rules;
    private final Duration toConnect;
    private final Executor lookups = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpClient> byWay = new HashMap<>();

    /**
     * @param variables of the server's environment, which name proxies and CAs
     * @param toConnect how long a connection may take to be accepted
     */
    Ways(Map<String, String> variables, TargetRules rules, Duration toConnect) {
        this.variables = Map.copyOf(variables);
        this.rules = rules;
        this.toConnect = toConnect;
    }

    /** @throws IOException if nothing may be sent there, or the way there is not usable */
    HttpClient to(URI url) throws IOException {
        try {
            var way = new ProxySettings(variables).to(url);
            if (way.isPresent()) {
                judge(url.getHost());
            }
            return client(way);
        } catch (WrongVariable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A proxy looks names up itself, so the name is judged by what it is here, if it is known here. */
    private void judge(String host) throws TargetRules.Forbidden {
        try {
            rules.resolve(host);
        } catch (UnknownHostException e) {
            return;
        }
    }

    private synchronized HttpClient client(Optional<Way> way) throws IOException, WrongVariable {
        var name = way.map(Way::name).orElse("");
        var made = byWay.get(name);
        if (made == null) {
            made = started(way);
            byWay.put(name, made);
        }
        return made;
    }

    private HttpClient started(Optional<Way> way) throws IOException, WrongVariable {
        var tls = new SslContextFactory.Client();
        var trusted = Trust.ofFile(variables).isPresent() ? Trust.ofFile(variables) : Trust.ofMachine();
        trusted.ifPresent(tls::setSslContext);
        var connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        connector.setConnectTimeout(toConnect);
        connector.setSelectors(1);
        var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setDaemon(true);
        threads.setName("receivers");
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setIdleTimeout(IDLE.toMillis());
        client.setUserAgentField(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setSocketAddressResolver(way.isPresent() ? any() : judged());
        way.ifPresent(it -> client.getProxyConfiguration().addProxy(Proxies.of(client, it)));
        try {
            client.start();
            NO_HANDLERS.forEach(client.getProtocolHandlers()::remove);
        } catch (Exception e) {
            throw new IOException("the HTTP client could not be started: " + e.getMessage(), e);
        }
        return client;
    }

    private SocketAddressResolver judged() {
        return (host, port, _, found) -> lookups.execute(() -> resolve(rules, host, port, found));
    }

    /** The operator has chosen the proxy. */
    private SocketAddressResolver any() {
        return (host, port, _, found) -> lookups.execute(() -> resolve(null, host, port, found));
    }

    private static void resolve(
            @Nullable TargetRules rules, String host, int port, Promise<List<InetSocketAddress>> found) {
        try {
            var addresses = rules == null ? List.of(InetAddress.getAllByName(host)) : rules.resolve(host);
            found.succeeded(addresses.stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (IOException | RuntimeException e) {
            found.failed(e);
        }
    }

    @Override
    public synchronized void close() {
        for (var client : byWay.values()) {
            try {
                client.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
