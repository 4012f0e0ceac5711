package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which client a request comes from, whatever its headers contain. */
class PeersTest {
    private static final String PROXY = "10.0.0.1";
    private static final Peers PEERS = new Peers(List.of("10.0.0.0/8", "2001:db8:ffff::/48"));

    @Test
    void client_isTheLastAddressThatIsNotATrustedProxys_inAllLines() {
        assertThat(client("203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(client("198.51.100.1, 203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(client("203.0.113.5, 10.1.2.3")).isEqualTo("203.0.113.5");
        assertThat(client("198.51.100.1", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(client("203.0.113.5", "10.1.2.3, 10.1.2.4")).isEqualTo("203.0.113.5");
        assertThat(client("198.51.100.1, 203.0.113.5", "10.1.2.3", "10.1.2.4")).isEqualTo("203.0.113.5");
        assertThat(client("10.1.2.3, 10.1.2.4")).isEqualTo("10.1.2.3");
        assertThat(client(" ,203.0.113.5 ,, ", "")).isEqualTo("203.0.113.5");
    }

    @Test
    void portsBracketsAndZones_areIgnored() {
        assertThat(client("203.0.113.5:4711")).isEqualTo("203.0.113.5");
        assertThat(client("[2001:db8::1]:4711")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(client("[2001:db8::1]")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(client("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(client("fe80::1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
        assertThat(client("[fe80::1%eth0]:80")).isEqualTo("fe80:0:0:0:0:0:0:1");
        assertThat(client("::ffff:203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(client("203.0.113.5", "[2001:db8:ffff::2]:443")).isEqualTo("203.0.113.5");
    }

    /** Nor is anything before it, which the client may have forged. */
    @Test
    void garbage_isNotAnAddress() {
        for (var garbage : List.of(
                "unknown",
                "_hidden",
                "999.1.1.1",
                "1.2.3",
                "16909060",
                "0x7f.0.0.1",
                "1.2.3.4.5",
                "203.0.113.5:port",
                "203.0.113.5:123456789",
                ":::",
                "[2001:db8::1",
                "2001:db8::1]:80",
                "localhost",
                "for=203.0.113.5",
                "\"203.0.113.5\"",
                "<script>",
                "\u0000",
                "203.0.113.5 198.51.100.1")) {
            assertThat(client(garbage)).as(garbage).isEqualTo(PROXY);
            assertThat(client("203.0.113.5, " + garbage)).as(garbage).isEqualTo(PROXY);
            assertThat(client(garbage + ", 203.0.113.5")).as(garbage).isEqualTo("203.0.113.5");
        }
    }

    @Test
    void hugeList_isReadLikeAnyOther() {
        var many = String.join(
                ",",
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "10.0.%d.%d".formatted(i / 256 % 256, i % 256))
                        .toList());

        assertThat(client("203.0.113.5, " + many)).isEqualTo("203.0.113.5");
    }

    @Test
    void headerOfAnUntrustedPeer_isIgnored() {
        assertThat(address("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
        assertThat(address("203.0.113.9", "10.0.0.2")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/99", "10.0.0.300", "10.0.0.0/x", "::1/129", "proxy.invalid."})
    void invalidNetwork_isNamed(String network) {
        assertThatThrownBy(() -> new Peers(List.of("127.0.0.1", network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--trusted-proxy must be an address or a network, such as 127.0.0.1 or 10.0.0.0/8, not \"%s\""
                                .formatted(network));
    }

    @Test
    void ipv6Client_isANetwork() {
        assertThat(key("2001:db8::1")).isEqualTo(key("2001:db8::ffff:1")).isNotEqualTo(key("2001:db8:0:1::1"));
        assertThat(key("203.0.113.5")).isNotEqualTo(key("203.0.113.6"));
    }

    private static String key(String address) {
        return Peers.client(InetAddress.ofLiteral(address));
    }

    private static String client(String... forwarded) {
        return address(PROXY, forwarded);
    }

    private static String address(String remote, String... forwarded) {
        return PEERS.address(remote, List.of(forwarded)).getHostAddress();
    }
}
