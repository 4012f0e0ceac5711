package dev.waybill.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.RawHttp;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers of a log that stop reading hold nothing that others need: neither one of the few connections to the database nor a thread of
 * the machine. How long they last themselves, HttpServerTest says.
 */
@Tag("processes")
class StuckReadersTest {
    private static final Duration HANGS = Duration.ofSeconds(60);

    /** More than there are connections to the database and threads of the machine together. */
    private static final int EACH = 20;

    @Test
    void deploysAndReaders_goOn_whileManyReadersStandStill(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app("large", repository, "head -c 12000000 /dev/zero | tr '\\0' 'x' | fold -w 100");
            client.app("web", repository, "echo hello");
            client.awaitTheEnd(client.deploy("large", ""));

            var cookie = Browser.at(server).signIn(server.token());
            var stuck = new ArrayList<RawHttp>();
            for (var path : List.of(
                    "/api/0/deploys/1/log/stream",
                    "/api/0/deploys/1/log/raw",
                    "/api/0/deploys/1/log/raw?origin=command",
                    "/apps/large/production/1/log")) {
                for (var i = 0; i < EACH; i++) {
                    stuck.add(stuckReader(server, path, cookie));
                }
            }

            assertThat(client.awaitEnd(client.deploy("web", ""))).contains("hello\n");
            assertThat(wholeLog(client)).isGreaterThan(12_000_000);
            for (var reader : stuck) {
                reader.close();
            }
            assertThat(client.get("/readyz").status()).isEqualTo(200);
        }
    }

    /** Its answer has begun, and it reads no more of it. */
    private static RawHttp stuckReader(TestServer server, String path, String cookie) throws Exception {
        var reader = RawHttp.connect(server.url(), HANGS, 4096);
        var head = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nCookie: %s\r\n\r\n";
        reader.write(head.formatted(path, server.token(), cookie));
        assertThat(reader.readHead().orElseThrow().status()).isEqualTo(200);
        return reader;
    }

    private static int wholeLog(Client client) throws Exception {
        return client.get("/api/0/deploys/1/log/raw").text().length();
    }
}
