package dev.waybill.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Determines the address that a request comes from: the peer's, or that in {@code X-Forwarded-For} if the peer is a
 * trusted proxy. Of all lines of this header, the last address that is not a trusted proxy's counts, because a client
 * can forge what stands before it. The same holds for anything before text that is not an address; then the last
 * address after that counts. {@code Forwarded} is ignored: a proxy that sets one header passes the other on as the
 * client sent it. Immutable.
 */
public final class Peers {
    private static final Pattern V4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");
    private static final Pattern V6 = Pattern.compile("([0-9a-fA-F]*:[0-9a-fA-F:.]{1,45})(?:%[^\\]]*)?");
    private static final Pattern V6_IN_BRACKETS =
            Pattern.compile("\\[([0-9a-fA-F]*:[0-9a-fA-F:.]{1,45})(?:%[^\\]]*)?](?::[0-9]{1,5})?");
    private static final int NETWORK_BYTES = 8;

    private final InetAddressSet trusted = new InetAddressSet();

    /**
     * @param proxies trusted proxies: addresses, ranges, and networks such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException if one is invalid
     */
    public Peers(List<String> proxies) {
        for (var proxy : proxies) {
            try {
                trusted.add(proxy);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--trusted-proxy must be an address or a network, such as 127.0.0.1 or 10.0.0.0/8, not \"%s\""
                                .formatted(proxy),
                        e);
            }
        }
    }

    /** The client's address. */
    public InetAddress address(Context ctx) {
        return address(ServletContextRequest.getServletContextRequest(ctx.req()));
    }

    InetAddress address(Request request) {
        return address(Request.getRemoteAddr(request), request.getHeaders().getValuesList("X-Forwarded-For"));
    }

    /** @param forwarded the lines of the header, in order */
    InetAddress address(String remote, List<String> forwarded) {
        var peer = parsed(remote).orElseGet(InetAddress::getLoopbackAddress);
        var hops = Arrays.asList(String.join(",", forwarded).split(",")).reversed();
        for (var hop : hops) {
            var text = hop.strip();
            if (!trusted.test(peer)) {
                break;
            }
            if (!text.isEmpty()) {
                var address = parsed(text);
                if (address.isEmpty()) {
                    break;
                }
                peer = address.get();
            }
        }
        return peer;
    }

    /** Whether the client uses HTTPS, according to the connection or to a trusted proxy. */
    public boolean isSecure(Context ctx) {
        return isTrusted(ctx.req().getRemoteAddr()) && "https".equals(ctx.header("X-Forwarded-Proto"));
    }

    /** Whether this is the address of a trusted proxy. */
    boolean isTrusted(String address) {
        return parsed(address).filter(trusted::test).isPresent();
    }

    /**
     * What counts as one client: an IPv4 address, or an IPv6 network of /64, because that is what a customer is
     * assigned.
     */
    public static String client(InetAddress address) {
        var bytes = address.getAddress();
        return Arrays.toString(bytes.length > 4 ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }

    /** Accepts addresses with and without a port; never resolves names. */
    private static Optional<InetAddress> parsed(String text) {
        for (var form : List.of(V4, V6_IN_BRACKETS, V6)) {
            var matcher = form.matcher(text);
            if (matcher.matches()) {
                try {
                    return Optional.of(InetAddress.ofLiteral(matcher.group(1)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty(); // such as 999.1.1.1, or with too many colons
                }
            }
        }
        return Optional.empty();
    }
}
