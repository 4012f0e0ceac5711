package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Ports;
import dev.waybill.RawHttp;
import dev.waybill.errors.Invalid;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A failure of one request does not affect others, and its response reveals no secrets. */
class BrokenTest {
    private static final String TOKEN = "wb_" + "a".repeat(43);

    @Test
    void jvmError_isA500_andTheServerContinues() throws Exception {
        assertThat(asked("/memory").status()).isEqualTo(500);
        assertThat(asked("/memory").text()).contains("\"error_name\":\"internal\"");
        assertThat(asked("/deep").status()).isEqualTo(500);
        assertThat(asked("/fine").status()).isEqualTo(200);
    }

    @Test
    void messageOfALibrary_isShortened_withoutTokens() throws Exception {
        var answer = asked("/quoting");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("unexpected ***")
                .doesNotContain(TOKEN)
                .hasSizeLessThan(5_000);
        assertThat(asked("/no/such/" + TOKEN.replace("a", "%61")).text()).doesNotContain("aaaa");
    }

    private static RawHttp.Answer asked(String path) throws Exception {
        var port = Ports.free();
        List<Consumer<RoutesConfig>> doors = List.of(routes -> {
            routes.get("/memory", _ -> {
                throw new OutOfMemoryError("Java heap space");
            });
            routes.get("/deep", ctx -> Answers.json(ctx, 200, deeper(0)));
            routes.get("/fine", ctx -> Answers.json(ctx, 200, Map.of()));
            routes.get("/quoting", _ -> {
                throw new Invalid("invalid_body", "unexpected " + TOKEN + " in " + "x".repeat(1_000_000));
            });
        });
        try (var _ = HttpServer.start("127.0.0.1", port, Terms.of(Limits.usual()), doors);
                var client = RawHttp.connect("http://127.0.0.1:" + port, Duration.ofSeconds(60))) {
            client.write("GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path));
            return client.readAnswers(1, false).getFirst();
        }
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : deeper(depth + 1) + 1;
    }
}
