package dev.waybill.access;

import java.util.Set;

/** Interprets the address on which a server listens. */
public final class ListenAddress {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final String LOOPBACK = "127.0.0.1";

    private ListenAddress() {}

    /** Removes the brackets that a URL puts around an IPv6 address. */
    public static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether it means all addresses of the machine. */
    public static boolean isEverywhere(String host) {
        return EVERYWHERE.contains(bare(host));
    }

    /** A local address of the server; one that listens on :: is also reachable by IPv4, even without IPv6. */
    public static String url(String host, int port) {
        var reached = isEverywhere(host) ? LOOPBACK : bare(host);
        // RFC 6874 has %25 before the zone of an address.
        return "http://%s:%d"
                .formatted(reached.contains(":") ? "[" + reached.replace("%", "%25") + "]" : reached, port);
    }
}
