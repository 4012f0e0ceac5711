package dev.waybill.access;

import java.util.Set;

/** Reads the address on which a server was told to listen. */
public final class ListenAddress {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final String LOOPBACK = "127.0.0.1";

    private ListenAddress() {}

    /** An IPv6 address without the brackets that a URL has around it. */
    public static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether it stands for all addresses of the machine. */
    public static boolean isEverywhere(String host) {
        return EVERYWHERE.contains(bare(host));
    }

    /** Where it is reached on this machine; who listens on :: is reached by IPv4, too, also where there is no IPv6. */
    public static String url(String host, int port) {
        var reached = isEverywhere(host) ? LOOPBACK : bare(host);
        // RFC 6874 has %25 before the zone of an address.
        return "http://%s:%d"
                .formatted(reached.contains(":") ? "[" + reached.replace("%", "%25") + "]" : reached, port);
    }
}
