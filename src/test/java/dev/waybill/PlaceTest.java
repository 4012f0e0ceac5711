package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.access.LocalServer;
import dev.waybill.apps.config.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a server says that it is reached. */
class PlaceTest {
    @TempDir
    Path directory;

    @Test
    void ready_namesWhereItListens_andWhereItIsReached() {
        assertThat(place("[::1]", null)).isEqualTo("http://[::1]:8080");
        assertThat(place("::1", null)).isEqualTo("http://[::1]:8080");
        assertThat(place("fe80::1%eth0", null)).isEqualTo("http://[fe80::1%25eth0]:8080");
        for (var everywhere : List.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0")) {
            assertThat(new LocalServer(everywhere, 8080, "").url())
                    .as(everywhere)
                    .isEqualTo("http://127.0.0.1:8080");
            assertThat(place(everywhere, null)).as(everywhere).endsWith("reached at http://127.0.0.1:8080");
        }
        assertThat(new LocalServer("fe80::1%eth0", 8080, "").url()).isEqualTo("http://[fe80::1%25eth0]:8080");
        assertThat(place("127.0.0.1", null)).isEqualTo("http://127.0.0.1:8080");
        assertThat(place("[::]", null)).isEqualTo("port 8080 of all addresses, reached at http://127.0.0.1:8080");
        assertThat(place("127.0.0.1", "https://deploy.example.com/"))
                .isEqualTo("http://127.0.0.1:8080, reached at https://deploy.example.com");
    }

    private String place(String host, @Nullable String url) {
        return new Config(
                        directory, host, 8080, url, null, null, null, null, null, List.of(), null, null, false,
                        List.of())
                .with(ServerSettings.NONE)
                .placeAt(8080);
    }
}
