package dev.waybill.network;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy for a server, by the rules of curl and git: HTTPS_PROXY, ALL_PROXY and NO_PROXY in upper or lower case, but
 * http_proxy only in lower case, because web servers set HTTP_PROXY for CGI scripts from the request header Proxy ("httpoxy").
 */
public final class ProxySettings {
    private final Map<String, String> variables;

    public ProxySettings(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * The way to a proxy.
     *
     * @param name its URL without the password
     * @param login its user and password; null for none
     */
    public record Way(Proxy proxy, String name, @Nullable PasswordAuthentication login) {}

    /** Empty for a direct connection. @throws WrongVariable if the proxy's URL is not valid */
    public Optional<Way> to(URI server) throws WrongVariable {
        var host = Optional.ofNullable(server.getHost()).orElse("");
        var isPlain = "http".equalsIgnoreCase(server.getScheme());
        if (host.isEmpty()
                || NoProxy.isLoopback(host)
                || new NoProxy(value(variable("no_proxy"))).has(host, port(server))) {
            return Optional.empty();
        }
        for (var name : List.of(isPlain ? "http_proxy" : "https_proxy", "all_proxy")) {
            var variable = variable(name);
            if (!value(variable).isEmpty()) {
                return Optional.of(way(variable, value(variable)));
            }
        }
        return Optional.empty();
    }

    private static int port(URI server) {
        return server.getPort() >= 0 ? server.getPort() : "http".equalsIgnoreCase(server.getScheme()) ? 80 : 443;
    }

    /** The spelling that is set; lower case first, like curl. */
    private String variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .filter(it -> !it.equals("HTTP_PROXY") && !value(it).isEmpty())
                .findFirst()
                .orElse(name);
    }

    private String value(String variable) {
        return variables.getOrDefault(variable, "").strip();
    }

    private static Way way(String variable, String value) throws WrongVariable {
        try {
            var uri = new URI(value.contains("://") ? value : "http://" + value);
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            var isSocks = scheme.startsWith("socks");
            if (uri.getHost() == null || !isSocks && !scheme.equals("http")) {
                throw unusable(variable);
            }
            var host = uri.getHost().replaceAll("[\\[\\]]", "");
            var port = uri.getPort() >= 0 ? uri.getPort() : isSocks ? 1080 : 80;
            return new Way(
                    new Proxy(isSocks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, new InetSocketAddress(host, port)),
                    "%s://%s:%d".formatted(scheme, uri.getHost(), port),
                    uri.getRawUserInfo() == null ? null : login(uri.getRawUserInfo()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw unusable(variable);
        }
    }

    private static PasswordAuthentication login(String userInfo) {
        var parts = userInfo.replace("+", "%2B").split(":", 2);
        var password = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
        return new PasswordAuthentication(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), password.toCharArray());
    }

    /** Does not show the value, which may contain a password. */
    private static WrongVariable unusable(String variable) {
        return new WrongVariable(
                "%s is not a proxy URL; use the form http://proxy.example.com:3128 or socks5://proxy.example.com:1080"
                        .formatted(variable));
    }
}
