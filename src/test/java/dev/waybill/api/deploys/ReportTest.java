package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.ApiFixture;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A deploy's own command says how it gets on. */
@Tag("processes")
class ReportTest extends ApiFixture {
    private static final String REPORT =
            "curl -sS -H \"Authorization: Bearer $WAYBILL_TOKEN\" \"$WAYBILL_URL/api/0/deploys/$WAYBILL_DEPLOY_ID/report\"";

    @Test
    void commandReports_progressNotesAndLinks() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "hunter2-hunter2\n");
        var made = client.post(
                "/api/0/apps/",
                Map.of(
                        "name", "shop",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "secrets", Map.of("PASSWORD", Map.of("file", secret.toString())),
                        "provider_config",
                                Map.of(
                                        "command",
                                        REPORT + " -d progress=40 -d note=half && " + REPORT
                                                + " -d \"note=with $PASSWORD\" -d 'links={\"board\": \"https://example.com/b\"}'")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        var deploy = client.deploy("shop", "");
        var log = client.awaitEnd(deploy);
        var shown = client.show(deploy);

        assertThat(shown.get("outcome").asString()).as(log).isEqualTo("succeeded");
        assertThat(shown.get("progress").asInt()).isEqualTo(40);
        assertThat(shown.get("notes").toString()).isEqualTo("[\"half\",\"with ***\"]");
        assertThat(shown.get("links").get("board").asString()).isEqualTo("https://example.com/b");
        assertThat(shown.get("links").get("self").asString()).startsWith(server.url());
        assertThat(client.get("/api/0/events/?kind=deploy.reported").text())
                .contains("\"progress\":40")
                .doesNotContain("hunter2");
    }

    /** Also when the file of the secret holds another one by then, and when an address has it encoded. */
    @Test
    void tokenAndSecretsOfTheDeploy_areMasked_inNotesAndLinks() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "hunter2/hunter2\n");
        var command = "echo other-than-that > " + secret + "; " + REPORT
                + " -d \"note=with $PASSWORD, $WAYBILL_TOKEN\""
                + " --data-urlencode \"links={\\\"a\\\": \\\"https://example.com/?t=$WAYBILL_TOKEN\\\","
                + " \\\"b\\\": \\\"https://example.com/?p=hunter2%2Fhunter2\\\"}\"; echo; echo $WAYBILL_TOKEN $PASSWORD";
        var made = client.post(
                "/api/0/apps/",
                Map.of(
                        "name", "shop",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "secrets", Map.of("PASSWORD", Map.of("file", secret.toString())),
                        "provider_config", Map.of("command", command)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        var deploy = client.deploy("shop", "");
        var log = client.awaitEnd(deploy);
        var shown = client.show(deploy);

        assertThat(shown.get("notes").toString()).as(log).isEqualTo("[\"with ***, ***\"]");
        assertThat(shown.get("links").get("a").asString()).isEqualTo("https://example.com/?t=***");
        assertThat(shown.get("links").get("b").asString()).isEqualTo("https://example.com/?p=***");
        assertThat(log).contains("*** ***");
        assertThat(client.get("/api/0/events/").text())
                .doesNotContain("hunter2")
                .doesNotContain("wb_");
    }

    @Test
    void badReports_areRefusedWithTheirMistakes() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        for (var body : List.of(
                Map.of("progress", 101),
                Map.of("progress", "half"),
                Map.of("note", "x".repeat(1001)),
                Map.of("links", Map.of("a", "javascript:alert(1)")),
                Map.of("links", Map.of("a", ";")),
                Map.of("links", Map.of("self", "https://example.com/")),
                Map.of("links", "no"),
                Map.of("mood", "good"))) {
            var answer = client.post("/api/0/deploys/1/report/", body);

            assertThat(answer.status()).as(body.toString()).isEqualTo(400);
            assertThat(answer.json().get("message").propertyNames()).isEqualTo(body.keySet());
        }
        assertThat(client.show(client.get("/api/0/deploys/1/").json())
                        .get("notes")
                        .toString())
                .isEqualTo("[]");
    }
}
