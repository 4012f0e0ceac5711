package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.api.WireFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pitfall 39 by API: a JSON number where text is wanted is the text that was sent. */
class TextAsWrittenWireTest extends WireFixture {
    private static final List<String> NUMBERS = List.of(
            "1.10",
            "1.0",
            "1e3",
            "1E+3",
            "-0",
            "-0.0",
            "979611e1",
            "7",
            "9223372036854775808",
            "1.100000000000000000001");

    @TestFactory
    Stream<DynamicTest> aNumberIsTheTextThatWasSent() {
        return NUMBERS.stream()
                .map(number -> dynamicTest(number, () -> {
                    var name = "n" + NUMBERS.indexOf(number);
                    var made = send("POST", "/api/0/apps/", """
                            {"name": "%1$s", "repository": "/x", "provider": "shell",
                             "provider_config": {"command": %2$s, "env": {"A": %2$s}}, "variables": {"A": %2$s},
                             "environments": {"a": {"default_ref": "x%2$s", "variables": {"A": %2$s}}},
                             "parameters": {"p": {"type": "choice", "choices": [%2$s], "default": %2$s}}}
                            """.formatted(name, number));

                    assertThat(made.status()).as(made.text()).isEqualTo(201);
                    for (var at : List.of(
                            "/provider_config/command",
                            "/provider_config/env/A",
                            "/variables/A",
                            "/environments/a/variables/A",
                            "/parameters/p/choices/0",
                            "/parameters/p/default")) {
                        assertThat(made.json().at(at).isString()).as(at).isTrue();
                        assertThat(made.json().at(at).asString()).as(at).isEqualTo(number);
                    }
                    var again = send("PUT", "/api/0/apps/%s/".formatted(name), made.text());
                    assertThat(again.text()).as("put back").isEqualTo(made.text());
                }));
    }

    @Test
    void aRefAndAParameterOfADeploy_areTheTextThatWasSent() throws Exception {
        client.app("params", repository, "echo {params[v]} $WAYBILL_PARAM_V");

        var wrong = send("POST", "/api/0/deploys/", "{\"app\": \"web\", \"ref\": 979611e1}");
        var deploy = send(
                "POST", "/api/0/deploys/", "{\"app\": \"params\", \"params\": {\"v\": 1.10, \"w\": 5, \"x\": [1e3]}}");

        assertThat(wrong.text()).contains("979611e1");
        assertThat(deploy.json().get("params").toString()).isEqualTo("{\"v\":\"1.10\",\"w\":5,\"x\":[\"1e3\"]}");
        assertThat(client.awaitEnd(deploy.json())).contains("1.10 1.10");
    }

    private Client.Answer send(String method, String path, String body) throws Exception {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}
