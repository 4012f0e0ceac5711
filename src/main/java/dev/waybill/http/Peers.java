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
 * From where a request really comes: the peer, unless that is a proxy whose word counts. Of all that stands in {@code X-Forwarded-For},
 * line by line, the last address counts that is none of a trusted proxy: whatever stands before it, anybody may have written. The same is
 * true of what stands before something that is no address, so then the last one that was read counts. {@code Forwarded} is not looked
 * at: a proxy that writes the one header passes the other on as the client sent it. Immutable.
 */
public final class Peers {
    private static final Pattern V4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");
    private static final Pattern V6 = Pattern.compile("([0-9a-fA-F]*:[0-9a-fA-F:.]{1,45})(?:%[^\\]]*)?");
    private static final Pattern V6_IN_BRACKETS =
            Pattern.compile("\\[([0-9a-fA-F]*:[0-9a-fA-F:.]{1,45})(?:%[^\\]]*)?](?::[0-9]{1,5})?");
    private static final int NETWORK_BYTES = 8;

    private final InetAddressSet trusted = new InetAddressSet();

    /**
     * @param proxies addresses, networks such as {@code 10.0.0.0/8} and ranges of those whose headers count
     * @throws IllegalArgumentException if one of them is none of that
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

    /** The address from which somebody asks. */
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

    /** Whether somebody asks over https, as far as a trusted proxy says so. */
    public boolean isSecure(Context ctx) {
        return isTrusted(ctx.req().getRemoteAddr()) && "https".equals(ctx.header("X-Forwarded-Proto"));
    }

    /** Whether a proxy that is trusted has this address. */
    boolean isTrusted(String address) {
        return parsed(address).filter(trusted::test).isPresent();
    }

    /** What counts as one client: an address, of IPv6 a network of /64, of which everybody has one. */
    public static String client(InetAddress address) {
        var bytes = address.getAddress();
        return Arrays.toString(bytes.length > 4 ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }

    /** With a port or without; names are never looked up. */
    private static Optional<InetAddress> parsed(String text) {
        for (var form : List.of(V4, V6_IN_BRACKETS, V6)) {
            var matcher = form.matcher(text);
            if (matcher.matches()) {
                try {
                    return Optional.of(InetAddress.ofLiteral(matcher.group(1)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty(); // 999.1.1.1, or too many colons
                }
            }
        }
        return Optional.empty();
    }
}
