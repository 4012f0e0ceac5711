package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.Patience;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list is read to its end, at the server that was asked, whatever its public URL is. */
class PagesTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            var query = exchange.getRequestURI().getRawQuery();
            var page = query == null ? 0 : Integer.parseInt(query.replace("cursor=", ""));
            asked.add(exchange.getRequestURI().toString());
            if (page < 2) {
                exchange.getResponseHeaders()
                        .add(
                                "Link",
                                "<https://public.example.com/api/0/locks/?cursor=%d>; rel=\"next\""
                                        .formatted(page + 1));
            }
            var body = "[%d]".formatted(page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void all_followsNext() throws Exception {
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var api = new Api(new Connection(url, "wb_x", null), Patience.SHORT, words -> {});

        assertThat(api.all("/locks/").toString()).isEqualTo("[0,1,2]");
        assertThat(asked).containsExactly("/api/0/locks/", "/api/0/locks/?cursor=1", "/api/0/locks/?cursor=2");
    }
}
