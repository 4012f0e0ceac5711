package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others say has happened may be wrong, or hostile. */
class RecordMistakesTest extends VersionsContract {
    private Client.Answer record(String app, Map<String, ?> body) throws Exception {
        return client.post("/api/0/apps/%s/envs/production/record/".formatted(app), body);
    }

    @Test
    void fullSha_isBelieved_anAbbreviatedOneIsNot() throws Exception {
        var repository = app("gone", Map.of("command", "true"));
        var elsewhere = "0123456789".repeat(4);

        var unknown = record("gone", Map.of("sha", elsewhere));
        var preview = client.post(
                "/api/0/apps/gone/envs/production/record/?dry_run=true", Map.of("sha", elsewhere, "ref", "main"));
        var abbreviated = record("gone", Map.of("sha", "0123456"));
        var name = record("gone", Map.of("sha", "main"));
        Files.move(repository.path(), directory.resolve("moved"));
        var unreachable = record("gone", Map.of("sha", elsewhere));
        var incomplete = record("gone", Map.of("sha", "0123456"));

        assertThat(unknown.status()).as(unknown.text()).isEqualTo(201);
        assertThat(unknown.json().get("message").asString())
                .isEqualTo("the commit was not verified: the repository has no commit \"%s\"".formatted(elsewhere));
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.json().get("warnings").get(0).asString()).startsWith("the commit was not verified: ");
        assertThat(abbreviated.status()).isEqualTo(400);
        assertThat(abbreviated.json().get("error_name").asString()).isEqualTo("invalid_ref");
        assertThat(name.status()).isEqualTo(400);
        assertThat(unreachable.status()).as(unreachable.text()).isEqualTo(201);
        assertThat(unreachable.json().get("message").asString()).contains("the commit was not verified: ");
        assertThat(incomplete.status()).isEqualTo(503);
        assertThat(incomplete.json().get("error").asString())
                .contains("nothing was recorded; give all 40 digits of the sha, or try again");
    }

    @Test
    void hostileEvidence_isOneLineWithoutSecrets() throws Exception {
        var sha = app("hostile", Map.of("command", "true")).git("rev-parse", "HEAD");
        var secret = Files.writeString(directory.resolve("secret"), "correct horse");
        client.put("/api/0/apps/hostile/", Map.of("secrets", Map.of("PASSWORD", Map.of("file", secret.toString()))));

        var answer = record(
                "hostile",
                Map.of(
                        "sha",
                        sha,
                        "evidence",
                        "a\u001b[31m\r\nb\u202e <b>correct horse</b> http://x/?p=correct%20horse"));
        var tooLong = record("hostile", Map.of("sha", sha, "evidence", "é".repeat(5_001)));
        var blank = record("hostile", Map.of("sha", sha, "evidence", " \n "));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("evidence").asString())
                .doesNotContain("horse")
                .startsWith("a [31m b");
        assertThat(client.get("/api/0/deploys/hostile/production/1/log/raw").text())
                .doesNotContain("horse", "\u001b");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.text()).contains("evidence", "10000 bytes");
        assertThat(blank.json().get("evidence").isNull()).isTrue();
    }

    @Test
    void mistakes_areRefused() throws Exception {
        var sha = app("strict", Map.of("command", "true")).git("rev-parse", "HEAD");
        client.put("/api/0/apps/strict/", Map.of("environments", Map.of("production", Map.of(), "staging", Map.of())));
        var late = server.time().now().plusSeconds(61 + 5).toString();
        var soon = server.time().now().plusSeconds(30).toString();

        assertThat(record("strict", Map.of()).text()).contains("sha");
        assertThat(record("strict", Map.of("sha", sha, "at", late)).text()).contains("in the future");
        assertThat(record("strict", Map.of("sha", sha, "at", "1970-01-01T00:00:00Z"))
                        .text())
                .contains("2000");
        assertThat(record("strict", Map.of("sha", sha, "at", "yesterday")).status())
                .isEqualTo(400);
        assertThat(record("strict", Map.of("sha", sha, "ref", "-x")).status()).isEqualTo(400);
        assertThat(record("strict", Map.of("sha", sha, "user", "\u0007")).status())
                .isEqualTo(400);
        assertThat(record("strict", Map.of("sha", sha, "force", true)).status()).isEqualTo(400);
        assertThat(client.post("/api/0/apps/strict/envs/prodction/record/", Map.of("sha", sha))
                        .json()
                        .get("error_name")
                        .asString())
                .isEqualTo("invalid_environment");
        assertThat(client.get("/api/0/deploys/?app=strict").json()).isEmpty();
        assertThat(record("strict", Map.of("sha", sha, "at", soon)).status()).isEqualTo(201);
    }

    @Test
    void dryRun_recordsNothing() throws Exception {
        var sha = app("dry", Map.of("command", "true")).git("rev-parse", "HEAD");

        var answer = client.post("/api/0/apps/dry/envs/production/record/?dry_run=true", Map.of("sha", sha));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("sha").asString()).isEqualTo(sha);
        assertThat(answer.json().get("commands")).isEmpty();
        assertThat(client.get("/api/0/deploys/?app=dry").json()).isEmpty();
        assertThat(record("dry", Map.of("sha", sha)).json().get("number").asInt())
                .isOne();
    }
}
