package dev.waybill.receivers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** Who can be reached at an address: RFC 6890 and its registries of special-purpose addresses, and where clouds give out credentials. */
enum AddressKind {
    PUBLIC,
    /** Loopback and private networks, those of carriers among them. */
    PRIVATE,
    /** Link-local, multicast, broadcast and unspecified addresses, those that no host has, and the metadata services of clouds. */
    NEVER;

    /** AWS, Alibaba, Azure, and Oracle with its classic network. */
    private static final Set<String> OF_CLOUDS =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

    private static final int BYTE = 0xff;
    private static final int BYTES_OF_IPV4 = 4;

    static AddressKind of(InetAddress address) {
        if (address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || OF_CLOUDS.contains(address.getHostAddress())) {
            return NEVER;
        }
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return PRIVATE;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? ofIpv6(bytes) : ofIpv4(bytes[0] & BYTE, bytes[1] & BYTE);
    }

    private static AddressKind ofIpv4(int first, int second) {
        if (first == 0 || first >= 240) {
            return NEVER;
        }
        var isOfCarrier = first == 100 && second >= 64 && second < 128;
        var isForBenchmarks = first == 198 && (second == 18 || second == 19);
        return isOfCarrier || isForBenchmarks ? PRIVATE : PUBLIC;
    }

    /** An address that stands for one of IPv4 is as that. */
    private static AddressKind ofIpv6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return PRIVATE;
        }
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)) {
            return PRIVATE; // translated in a local network, RFC 8215
        }
        var isNat64 = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
        if (isNat64 || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return ofIpv4(Arrays.copyOfRange(bytes, bytes.length - BYTES_OF_IPV4, bytes.length));
        }
        return startsWith(bytes, 0x20, 0x02) ? ofIpv4(Arrays.copyOfRange(bytes, 2, 2 + BYTES_OF_IPV4)) : PUBLIC;
    }

    private static AddressKind ofIpv4(byte[] bytes) {
        try {
            return of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (var i = 0; i < prefix.length; i++) {
            if ((bytes[i] & BYTE) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
