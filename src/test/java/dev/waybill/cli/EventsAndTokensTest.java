package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.waybill.TestCli;
import dev.waybill.cli.access.TokenCreate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waybill events}, {@code token} and {@code login-link}. */
@Tag("processes")
class EventsAndTokensTest {
    private static final String TOKEN = """
            {"id":"3","name":"ci","user":{"id":"1","name":"ann"},"rights":["deploy","read"],"apps":["shop"],"environments":null,
             "dateCreated":"2026-01-01T00:00:00.000000Z","expires":null,"lastUsed":null%s}""";

    @TempDir
    Path directory;

    @Test
    void events_areListed_withTheFiltersThatWereGiven() throws Exception {
        try (var server = Answering.start(
                (exchange, _) -> Answering.send(exchange, 200, "[%s,%s]".formatted(event(2), event(1))))) {
            var text = waybill(server)
                    .run("events", "--app", "shop", "--env", "a b", "--kind", "deploy.started", "--limit", "2");
            var json = waybill(server).run("events", "--json");

            assertThat(text.code()).as(text.err()).isZero();
            assertThat(text.out().lines()).hasSize(3);
            assertThat(text.out().lines().toList().get(1))
                    .startsWith("2  ")
                    .contains("deploy.started", "shop/production#2", "ann");
            assertThat(json.json().at("/0/id").asString()).isEqualTo("2");
            assertThat(server.asked().getFirst())
                    .isEqualTo("GET /api/0/events/?app=shop&env=a+b&kind=deploy.started&limit=2");
        }
    }

    @Test
    void eventOfAnEnvironment_saysOfWhich() throws Exception {
        var event = event(1).replaceAll("\"deploy\":\\{[^}]*}", "\"deploy\":null");
        try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 200, "[%s]".formatted(event)))) {
            assertThat(waybill(server).run("events").out()).containsPattern("started +shop/production +ann");
        }
    }

    @Test
    void events_arePagedThrough_backToTheOneThatWasNamed() throws Exception {
        try (var server = Answering.start((exchange, call) -> {
            var from = call.contains("cursor=") ? Integer.parseInt(call.replaceAll(".*cursor=", "")) - 1 : 250;
            Answering.send(
                    exchange,
                    200,
                    IntStream.iterate(from, id -> id > Math.max(0, from - 100), id -> id - 1)
                            .mapToObj(EventsAndTokensTest::event)
                            .collect(Collectors.joining(",", "[", "]")));
        })) {
            assertThat(waybill(server).run("events", "--after", "40", "--json").json())
                    .hasSize(210);
            assertThat(server.asked()).hasSize(3);
            assertThat(waybill(server)
                            .run("events", "--after", "40", "--all", "--json")
                            .json())
                    .hasSize(210);
            assertThat(server.asked()).hasSize(6);
            var limited = waybill(server)
                    .run("events", "--after", "40", "--limit", "120", "--json")
                    .json();
            assertThat(limited).hasSize(120);
            assertThat(limited.at("/0/id").asString()).isEqualTo("250");
            assertThat(server.asked()).hasSize(8);
            assertThat(waybill(server)
                            .run("events", "--after", "248", "--limit", "9", "--json")
                            .json())
                    .hasSize(2);
        }
    }

    @Test
    void amounts_thatContradict_areRefused_beforeAnythingIsAsked() throws Exception {
        try (var server = Answering.start((exchange, _) -> Answering.send(exchange, 200, "[]"))) {
            for (var words : List.of(
                    "events --after 1 --limit 5 --all",
                    "events --after 1 --limit 0",
                    "events -f --limit 5",
                    "events -f --all",
                    "events -f --after 1 --limit 5")) {
                assertThat(waybill(server).run(words.split(" ")).code())
                        .as(words)
                        .isEqualTo(2);
            }
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void events_goOnWhereTheyWere_whenTheConnectionIsCut() throws Exception {
        var calls = new AtomicInteger();
        try (var server = Answering.start((exchange, call) -> {
            switch (calls.incrementAndGet()) {
                case 1 -> Answering.send(exchange, 200, "[%s]".formatted(event(4)));
                case 2 -> stream(exchange, "4", event(5), "{\"id\":\"6\", \"cut");
                case 3 -> stream(exchange, "5", event(6), event(7));
                default -> Answering.send(exchange, 404, "{\"error\": \"gone\"}");
            }
        })) {
            var followed = waybill(server).run("events", "-f", "--json");

            assertThat(followed.code()).isEqualTo(1);
            assertThat(followed.out().lines().filter(line -> line.contains("deploy.started")))
                    .hasSize(3);
        }
    }

    private static void stream(HttpExchange exchange, String last, String... events) throws IOException {
        assertThat(exchange.getRequestHeaders().getFirst("Accept")).isEqualTo("text/event-stream");
        assertThat(exchange.getRequestHeaders().getFirst("Last-Event-ID")).isEqualTo(last);
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": still here\n\nretry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        for (var event : events) {
            exchange.getResponseBody()
                    .write("id: 1\nevent: deploy.started\ndata: %s%n%n"
                            .formatted(event)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void token_isPrintedAlone_whenItIsMade() throws Exception {
        try (var server = Answering.start(
                (exchange, _) -> Answering.send(exchange, 201, TOKEN.formatted(",\"token\":\"wb_secret\"")))) {
            var made = waybill(server)
                    .run(
                            "token",
                            "create",
                            "ci",
                            "--right",
                            "deploy",
                            "--right",
                            "read",
                            "--user",
                            "ann",
                            "--app",
                            "shop",
                            "--env",
                            "staging",
                            "--expires",
                            "2030-01-31T00:00:00Z");

            assertThat(made.out()).isEqualTo("wb_secret");
            assertThat(made.err()).contains("shown only once");
            assertThat(server.asked())
                    .containsExactly(
                            "POST /api/0/tokens/ {\"name\":\"ci\",\"rights\":[\"deploy\",\"read\"],\"user\":\"ann\",\"apps\":[\"shop\"],"
                                    + "\"environments\":[\"staging\"],\"expires\":\"2030-01-31T00:00:00Z\"}");
            assertThat(waybill(server).run("token", "create", "ci").code()).isEqualTo(2);
            assertThat(waybill(server)
                            .run("token", "create", "ci", "--right", "read", "--expires", "soon")
                            .code())
                    .isEqualTo(2);
        }
    }

    @Test
    void tokenForOneself_isWarnedOf() throws Exception {
        try (var server = Answering.start(
                (exchange, _) -> Answering.send(exchange, 201, TOKEN.formatted(",\"token\":\"wb_x\"")))) {
            assertThat(waybill(server)
                            .run("token", "create", "ci", "--right", "read")
                            .err())
                    .contains("Warning: everything done with this token is shown as done by ann", "--user ci");
            assertThat(waybill(server)
                            .run("token", "create", "ci", "--user", "ci", "--right", "read")
                            .err())
                    .doesNotContain("Warning");
        }
    }

    @Test
    void tokens_areListedAndRevoked() throws Exception {
        try (var server = Answering.start((exchange, call) -> Answering.send(
                exchange, 200, call.startsWith("DELETE") ? "{\"id\":\"3\"}" : "[%s]".formatted(TOKEN.formatted(""))))) {
            assertThat(waybill(server).run("token", "list").out()).isEqualTo("""
                            id  name  user  rights       apps  environments  expires  last used
                            3   ci    ann   deploy,read  shop  all           never    never""");
            assertThat(waybill(server).run("token", "revoke", "3").code()).isZero();
            assertThat(server.asked().getLast()).isEqualTo("DELETE /api/0/tokens/3/");
        }
    }

    @Test
    void loginLink_isPrintedAlone() throws Exception {
        try (var server = Answering.start((exchange, _) -> Answering.send(
                exchange, 201, "{\"url\":\"http://x/login/abc\",\"expires\":\"2026-01-01T00:00:00.000000Z\"}"))) {
            var link = waybill(server).run("login-link");

            assertThat(link.out()).isEqualTo("http://x/login/abc");
            assertThat(server.asked()).containsExactly("POST /api/0/login-links/ {}");
        }
    }

    @Test
    void expiry_isATimeOrASpanFromNow() throws Exception {
        var now = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(TokenCreate.time("30d", now)).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(TokenCreate.time("12h", now)).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(TokenCreate.time("2w", now)).isEqualTo("2026-01-15T00:00:00Z");
    }

    private static String event(int id) {
        return """
            {"id":"%1$d","kind":"deploy.started","date":"2026-01-01T00:00:00.000000Z","app":{"id":"1","name":"shop"},\
            "environment":"production","deploy":{"id":"%1$d","name":"shop/production#%1$d"},"user":{"id":"1","name":"ann"},"data":{}}""".formatted(id);
    }

    private TestCli waybill(Answering server) {
        return new TestCli(server.url(), "token", directory);
    }
}
