package dev.waybill.api.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.api.WireFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept for good is bounded: the configuration of an app, the parameters of a deploy. */
class InputLimitTest extends WireFixture {
    private static final String WEB = "/api/0/apps/web/";

    private static Map<String, Object> many(int count, Object value) {
        var many = new HashMap<String, Object>();
        IntStream.range(0, count).forEach(i -> many.put("n" + i, value));
        return many;
    }

    private static void assertRefused(Client.Answer answer, String... words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains(words).doesNotContain("xxxxxxxxxx");
    }

    @Test
    void aLargeConfiguration_isRefused_withItsSizeAndTheLimit() throws Exception {
        var large = "x".repeat(70_000);

        assertRefused(
                client.put(WEB, Map.of("variables", Map.of("A", large))),
                "'variables'".replace('\'', '"'),
                "65536",
                "70");
        assertRefused(client.put(WEB, Map.of("deploy", large)), "65536");
        assertRefused(client.put(WEB, Map.of("provider_config.env.A", large)), "65536");
        assertRefused(client.put(WEB, Map.of("parameters", Map.of("p", Map.of("description", large)))), "65536");
        assertRefused(
                client.post(
                        "/api/0/apps/",
                        Map.of("name", "large", "repository", "/x", "provider", "shell", "deploy", large)),
                "65536");
        assertThat(client.put(WEB, Map.of("variables", Map.of("A", "x".repeat(60_000))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tooManyOfAnything_areRefused() throws Exception {
        for (var key : List.of("environments", "parameters")) {
            assertRefused(
                    client.put(WEB, Map.of(key, many(201, Map.of()))), key, "has 201 entries; at most 200 are allowed");
        }
        assertRefused(client.put(WEB, Map.of("variables", many(201, "a"))), "at most 200");
        assertRefused(
                client.put(WEB, Map.of("environments", Map.of("a", Map.of("variables", many(201, "a"))))),
                "at most 200");
        var choices = IntStream.range(0, 201).mapToObj(i -> "c" + i).toList();
        assertRefused(
                client.put(WEB, Map.of("parameters", Map.of("p", Map.of("type", "choice", "choices", choices)))),
                "at most 200");
    }

    @Test
    void aTokenHoldsNames_andNotTooMany() throws Exception {
        for (var key : List.of("apps", "environments")) {
            var names = IntStream.range(0, 201).mapToObj(i -> "e" + i).toList();
            assertRefused(
                    client.post("/api/0/tokens/", Map.of("name", "ci", "rights", List.of("read"), key, names)),
                    key,
                    "at most 200");
        }
        assertRefused(
                client.post(
                        "/api/0/tokens/",
                        Map.of("name", "ci", "rights", List.of("read"), "environments", List.of("x".repeat(64)))),
                "names of environments");
    }

    @Test
    void largeParameters_areRefused_withTheirSizeAndTheLimit() throws Exception {
        for (var path : List.of("/api/0/deploys/", "/api/0/web/deploy", "/api/0/tasks/")) {
            for (var params : Map.of(
                            "66008", Map.<String, Object>of("p", "x".repeat(66_000)), "has 201 entries", many(201, "a"))
                    .entrySet()) {
                var body = new HashMap<String, Object>(Map.of("params", params.getValue()));
                if (!path.contains("web")) {
                    body.put("app", "web");
                }
                assertRefused(client.post(path, body), "\"params\"", params.getKey());
            }
        }
    }
}
