package dev.waybill.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers are reached by a proxy, and by which. */
class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                 | any.example.org     | 443",
                "example.com       | example.com         | 443",
                "example.com       | EXAMPLE.com.        | 443",
                "example.com       | deploy.example.com  | 443",
                ".example.com      | deploy.example.com  | 443",
                ".example.com      | example.com         | 443",
                "*.example.com     | deploy.example.com  | 443",
                "a.org, example.com| deploy.example.com  | 443",
                "a.org example.com | deploy.example.com  | 443",
                "example.com:8443  | example.com         | 8443",
                "10.1.2.3          | 10.1.2.3            | 443",
                "10.0.0.0/8        | 10.1.2.3            | 443",
                "10.1.2.0/31       | 10.1.2.1            | 443",
                "0.0.0.0/0         | 10.1.2.3            | 443",
                "fd00::/8          | [fd12::1]           | 443",
                "[fd12::1]:443     | [fd12::1]           | 443",
                "fd12::1           | [fd12:0::1]         | 443"
            })
    void host_isReachedWithoutAProxy(String entries, String host, int port) {
        assertThat(new NoProxy(entries).has(host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | example.com         | 443",
                "example.com       | myexample.com       | 443",
                "example.com       | example.com.evil.org| 443",
                "example.com:8443  | example.com         | 443",
                "10.0.0.0/8        | 11.1.2.3            | 443",
                "10.0.0.0/33       | 10.1.2.3            | 443",
                "10.0.0.0/x        | 10.1.2.3            | 443",
                "10.0.0.0/8        | example.com         | 443",
                "1.2.3             | 10.1.2.3            | 443",
                "fd00::/8          | 10.1.2.3            | 443"
            })
    void host_isReachedByAProxy(String entries, String host, int port) {
        assertThat(new NoProxy(entries).has(host, port)).isFalse();
    }

    @Test
    void variables_nameTheProxy() throws Exception {
        assertThat(way(Map.of("HTTPS_PROXY", "http://proxy:3128"), "https://example.com"))
                .isEqualTo("http://proxy:3128");
        assertThat(way(Map.of("https_proxy", "small", "HTTPS_PROXY", "large"), "https://example.com"))
                .isEqualTo("http://small:80");
        assertThat(way(Map.of("HTTPS_PROXY", "http://proxy:3128"), "http://example.com"))
                .isEmpty();
        assertThat(way(Map.of("http_proxy", "http://proxy:3128"), "http://example.com"))
                .isEqualTo("http://proxy:3128");
        assertThat(way(Map.of("ALL_PROXY", "socks5h://[fd12::1]"), "https://example.com"))
                .isEqualTo("socks5h://[fd12::1]:1080");
        assertThat(way(Map.of("HTTPS_PROXY", "proxy", "NO_PROXY", "example.com"), "https://example.com"))
                .isEmpty();
        for (var local : new String[] {"localhost", "127.0.0.9", "[::1]", "a.localhost"}) {
            assertThat(way(Map.of("ALL_PROXY", "proxy"), "https://%s:8080".formatted(local)))
                    .as(local)
                    .isEmpty();
        }
    }

    /** A web server sets it to what a request says in its header Proxy. */
    @Test
    void httpProxyInCapitals_isNotObeyed() throws Exception {
        assertThat(way(Map.of("HTTP_PROXY", "http://evil"), "http://example.com"))
                .isEmpty();
        assertThat(way(Map.of("HTTP_PROXY", "http://evil", "ALL_PROXY", "proxy:3128"), "http://example.com"))
                .isEqualTo("http://proxy:3128");
        assertThatThrownBy(() -> way(Map.of("http_proxy", "ftp://proxy"), "http://example.com"))
                .hasMessageContaining("http_proxy is not a proxy URL");
    }

    @Test
    void proxy_thatCannotBeUsed_isAMistake_withoutItsPassword() {
        for (var value :
                new String[] {"https://u:secret@proxy", "http://u:secret@", "ftp://u:secret@proxy", "http://a b:secret"
                }) {
            assertThatThrownBy(() -> way(Map.of("HTTPS_PROXY", value), "https://example.com"))
                    .as(value)
                    .isInstanceOf(WrongVariable.class)
                    .hasMessageContaining("HTTPS_PROXY is not a proxy URL")
                    .message()
                    .doesNotContain("secret");
        }
    }

    private static String way(Map<String, String> variables, String server) throws WrongVariable {
        return new ProxySettings(variables)
                .to(URI.create(server))
                .map(ProxySettings.Way::name)
                .orElse("");
    }
}
