package dev.waybill.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts that are reached without a proxy: names with their subdomains, addresses and networks, each optionally with a port;
 * an asterisk means all.
 */
final class NoProxy {
    private final List<String> entries;

    /** @param text entries separated by commas or spaces */
    NoProxy(String text) {
        this.entries = Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean has(String host, int port) {
        var wanted = bare(host);
        return entries.stream().anyMatch(entry -> isMeant(entry, wanted, port));
    }

    /** Loopback addresses never use a proxy. */
    static boolean isLoopback(String host) {
        var wanted = bare(host);
        return wanted.equals("localhost")
                || wanted.endsWith(".localhost")
                || address(wanted).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean isMeant(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.matches("(\\[.*]|[^:]*):[0-9]+")) {
            var colon = entry.lastIndexOf(':');
            return entry.substring(colon + 1).equals(Integer.toString(port))
                    && isMeant(entry.substring(0, colon), host, port);
        }
        var name = bare(entry);
        if (name.contains("/") || address(host).isPresent()) {
            return isInside(name, host);
        }
        var suffix = name.replaceFirst("^\\*?\\.", "");
        return host.equals(suffix) || host.endsWith("." + suffix);
    }

    /** @param network an address, optionally with a prefix length */
    private static boolean isInside(String network, String host) {
        var parts = network.split("/", 2);
        var first = address(parts[0]).map(InetAddress::getAddress).orElse(new byte[0]);
        var second = address(host).map(InetAddress::getAddress).orElse(new byte[1]);
        var all = first.length * 8;
        if (first.length != second.length || parts.length == 2 && !parts[1].matches("[0-9]{1,3}")) {
            return false;
        }
        var bits = parts.length == 2 ? Integer.parseInt(parts[1]) : all;
        return bits <= all
                && new BigInteger(1, first)
                                .xor(new BigInteger(1, second))
                                .shiftRight(all - bits)
                                .signum()
                        == 0;
    }

    /** Empty for a name: names are not looked up. */
    private static Optional<InetAddress> address(String host) {
        try {
            return host.matches("[0-9]+(\\.[0-9]+){3}|[0-9a-f:.]*:[0-9a-f:.]*")
                    ? Optional.of(InetAddress.getByName(host))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "").replaceFirst("\\.$", "");
    }
}
