package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestServer;
import dev.waybill.api.ApiFixture;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is wrong with the parameters of a deploy is told at once, at every door, in the sentence and by field. */
class ParameterMistakesTest extends ApiFixture {
    private static final Map<String, Object> DECLARED = Map.of(
            "mode", Map.of("type", "choice", "choices", List.of("rolling", "all"), "required", true),
            "batch", Map.of("type", "number"),
            "host", Map.of());
    private static final Map<String, String> WRONG = Map.of("mode", "roling", "batch", "x", "hots", "1");

    private Client.Answer app(String name, Map<String, ?> more) throws Exception {
        var app = new HashMap<String, Object>(more);
        app.putIfAbsent("deploy", "true");
        app.putAll(Map.of(
                "name",
                name,
                "provider",
                "shell",
                "repository",
                repository.path().toString()));
        return client.post("/api/0/apps/", app);
    }

    private Client.Answer form(String path, String body) throws Exception {
        return client.send(client.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static void assertAllAreTold(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("error").asString())
                .contains("params.mode: must be one of rolling, all")
                .contains("params.batch: must be a number")
                .contains("params.hots: unknown, did you mean host?");
        assertThat(answer.json().get("details")).hasSize(3);
    }

    @Test
    void allMistakes_areTold_atEveryDoor() throws Exception {
        app("shop", Map.of());
        var accepted = client.post("/api/0/deploys/", Map.of("app", "shop", "params", WRONG));
        client.awaitEnd(accepted.json());
        client.put("/api/0/apps/shop/", Map.of("parameters", DECLARED));
        var json = JsonMapper.shared().writeValueAsString(WRONG);
        var params = "params=" + URLEncoder.encode(json, StandardCharsets.UTF_8);

        assertAllAreTold(client.post("/api/0/deploys/", Map.of("app", "shop", "params", WRONG)));
        assertAllAreTold(client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop", "params", json)));
        assertAllAreTold(client.post("/api/0/tasks/", Map.of("app", "shop", "user", "ann", "params", WRONG)));
        assertAllAreTold(form("/api/0/deploys/", "app=shop&" + params));
        assertAllAreTold(form("/api/0/shop/deploy?" + params, ""));
        assertAllAreTold(client.post(
                "/api/0/deploys/%s/retry/".formatted(accepted.json().get("id").asString()), Map.of()));
    }

    @Test
    void whatTheCommandCannotTake_isToldAlongWithTheRest() throws Exception {
        app("shop", Map.of("deploy", "x {params[host]} {params[mode]} {ref}", "parameters", DECLARED));

        var answer = client.post(
                "/api/0/deploys/", Map.of("app", "shop", "ref", "a'b", "params", Map.of("host", "a b", "batch", "x")));
        var both = client.post(
                "/api/0/deploys/", Map.of("app", "shop", "ref", "a'b", "params", Map.of("host", "a b", "mode", "all")));

        assertThat(answer.json().get("error").asString())
                .contains("params.batch: must be a number", "params.mode: is required", "{params[host]} is \"a b\"")
                .contains("{ref} is \"a'b\"")
                .doesNotContain("needs the parameter \"mode\"");
        assertThat(both.json().get("error_name").asString()).isEqualTo("invalid_value");
        assertThat(both.json().get("error").asString()).contains("{params[host]} is \"a b\"", "{ref} is \"a'b\"");
    }

    @Test
    void parametersThatBecomeOneVariable_areMistakes_whenSavedAndWhenGiven() throws Exception {
        app("shop", Map.of());
        var saved = app(
                "blog", Map.of("parameters", Map.of("foo-bar", Map.of(), "foo_bar", Map.of(), "Foo.Bar", Map.of())));
        var given = client.post(
                "/api/0/deploys/",
                Map.of("app", "shop", "params", Map.of("foo-bar", "1", "FOO_BAR", "2", "other", "3")));

        assertThat(saved.status()).isEqualTo(400);
        assertThat(saved.json().get("details")).hasSize(2);
        assertThat(saved.text()).contains("would become the variable WAYBILL_PARAM_FOO_BAR, like ");
        assertThat(given.status()).isEqualTo(400);
        assertThat(given.json().get("details")).hasSize(1);
        assertThat(given.text()).contains("would become the variable WAYBILL_PARAM_FOO_BAR, like ");
    }

    /** The kernel takes 128 KiB for one variable, and we half of its 2 MiB for all. */
    @Test
    void valuesThatNoCommandCanGet_areRefusedWhenAskedFor() throws Exception {
        var file = Files.writeString(
                directory.resolve("waybill.yaml"), """
                max_input: 1048576
                apps:
                  shop: {repository: %s, deploy: 'true {params[a]} {params[a]}', variables: {%s}}
                """.formatted(repository.path(), largeVariables()));
        try (var other = TestServer.in(directory.resolve("other")).with(file).start()) {
            var one = ask(other, Map.of("a", "1", "b", "x".repeat(131_072)));
            var line = ask(other, Map.of("a", "x".repeat(100_000)));
            var large = "x".repeat(100_000);
            var all = ask(other, Map.of("a", "1", "b", large, "c", large, "d", large, "e", large, "f", large));

            assertThat(one)
                    .contains(
                            "params.b",
                            "the variable WAYBILL_PARAM_B is 131089 bytes with its name; the limit is 131072");
            assertThat(line).contains("the command line is 200007").contains("move it to a script");
            assertThat(all).contains("the variables are 11", "bytes in all; the limit is 1048576; use files instead");
            assertThat(one + line + all).doesNotContain("xxxx");
        }
    }

    private static String largeVariables() {
        return "ABCDEF"
                .chars()
                .mapToObj(it -> (char) it + ": " + "x".repeat(100_000))
                .collect(Collectors.joining(", "));
    }

    private static String ask(TestServer server, Map<String, String> params) throws Exception {
        var answer = server.client().post("/api/0/deploys/", Map.of("app", "shop", "params", params));
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().get("error").asString();
    }
}
