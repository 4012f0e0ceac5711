package dev.waybill.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page's own address is the stream of its changes. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class LivePagesTest {
    private static final Pattern VERSION = Pattern.compile("data-live=\"([0-9]+)\"");

    private TestServer server;
    private Client client;
    private String cookie = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        client.app("shop", repository, "true");
        cookie = Browser.at(server).signIn(server.token());
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private String version() throws Exception {
        var found = VERSION.matcher(Browser.at(server).get("/", cookie).text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Opens the stream of the page for a reader who has a version of it. */
    private Updates open(String seen) throws Exception {
        var request = client.bare("/?seen=" + seen)
                .header("Cookie", cookie)
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        var http = HttpClient.newHttpClient();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new Updates(http, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private record Updates(HttpClient http, BufferedReader lines) implements AutoCloseable {
        String next() throws IOException {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    return line;
                }
            }
            throw new AssertionError("the stream ended");
        }

        /** All up to the first with a text. */
        String until(String text) throws IOException {
            var updates = new StringBuilder();
            while (updates.indexOf(text) < 0) {
                updates.append(next());
            }
            return updates.toString();
        }

        @Override
        public void close() {
            http.shutdownNow();
            http.close();
        }
    }

    private void lock(String reason) {
        try {
            client.put("/api/0/apps/shop/envs/production/lock/", Map.of("reason", reason));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void openPage_getsThePieceThatChanges() throws Exception {
        var seen = version();
        try (var before = open("0")) {
            before.next(); // the server knows the page from here on, so that it can tell what changes
            try (var updates = open(seen)) {
                lock("look at me");

                assertThat(updates.until("look at me"))
                        .contains("target=\\\"app-shop\\\"")
                        .doesNotContain("target=\\\"main\\\"");
            }
        }
    }

    @Test
    void pageThatMissedSomething_catchesUp_atOnce() throws Exception {
        var seen = version();
        lock("while nobody looked");

        try (var updates = open(seen);
                var ofStranger = open("0")) {
            assertThat(updates.next()).contains("while nobody looked");
            assertThat(ofStranger.next()).contains("target=\\\"main\\\"", "while nobody looked");
        }
    }
}
