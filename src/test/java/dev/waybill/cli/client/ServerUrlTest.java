package dev.waybill.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "localhost:8080",
                "ftp://x",
                "file:///etc",
                "http:",
                "http://",
                "http:///x",
                "http://a b",
                "http://[::1",
                "http://h:99999",
                "http://h:-2",
                "http://h:port",
                "http://h?a=b",
                "http://h#a",
                "https://ann:hunter2@h",
                "https://ann:h/hunter2@h",
                "https://h/?access_token=hunter2",
                "https://h/#hunter2",
                "https://h\nX: //hunter2@h",
            })
    void urlOfNoServer_isAMistake_thatIsToldWithTheWayOut(String url) {
        assertThatThrownBy(() -> ServerUrl.checked(url))
                .isInstanceOfSatisfying(
                        CallFailed.class, it -> assertThat(it.exitCode()).isEqualTo(CallFailed.USAGE))
                .hasMessageContaining("is not the URL of a server; set --url, WAYBILL_URL")
                .hasMessageContaining("https://deploy.example.com")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "HTTPS://Deploy.Example.com",
                "http://[::1]:80",
                "http://my_host",
                "http://h/p"
            })
    void urlOfAServer_isNone(String url) throws CallFailed {
        assertThat(ServerUrl.checked(url)).isEqualTo(url);
    }
}
