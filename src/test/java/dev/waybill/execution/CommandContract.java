package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a command is given, and what becomes of what it prints; once for each database. */
abstract class CommandContract extends SharedServer {
    @Test
    void bytes_areKept_whateverTheyAre() throws Exception {
        client.app("bytes", repository, "printf 'a\\000b\\303'; sleep 0.2; printf '\\244c\\303\\n'");

        var log = client.awaitEnd(client.deploy("bytes", ""));

        assertThat(log).contains("a\u0000bäc\ufffd\n>> succeeded");
    }

    /** Pitfall 2: the command inherited the server's environment. */
    @Test
    void environmentOfACommand_isTheDocumentedList() throws Exception {
        client.app("environment", repository, "env -0 | sort -z | tr '\\0\\n' '\\n?'");

        var log = client.awaitEnd(client.deploy("environment", ""));

        var names = log.lines()
                .filter(line -> !line.startsWith(">> "))
                .map(line -> line.split("=", 2)[0])
                .toList();
        var documented = Files.readAllLines(Path.of("src/test/resources/golden/environment.txt"));
        assertThat(names)
                .containsExactlyElementsOf(documented.stream()
                        .filter(name -> !List.of("LANG", "TZ").contains(name) || System.getenv(name) != null)
                        .toList());
        assertThat(Files.readString(Path.of("docs/commands.md"))).contains(documented);
    }

    /** Pitfall 5: a branch name ran as shell. */
    @Test
    void branchName_runsNothing() throws Exception {
        var hostile = "x$(touch${IFS}p)";
        repository.git("branch", hostile);
        client.app("hostile", repository, "echo \"$WAYBILL_REF\"; ls p");
        client.app("careless", repository, "echo {ref}");

        var asked = client.post("/api/0/deploys/", Map.of("app", "hostile", "ref", hostile));
        var refused = client.post("/api/0/deploys/", Map.of("app", "careless", "ref", hostile));
        var noName = client.post("/api/0/deploys/", Map.of("app", "hostile", "ref", "x$(touch p)"));

        assertThat(client.awaitEnd(asked.json()))
                .contains("\n" + hostile + "\n")
                .contains("No such file");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asString()).contains("\"$WAYBILL_REF\"");
        assertThat(noName.json().get("error_name").asString()).isEqualTo("invalid_ref");
    }

    @Test
    void submodules_areCheckedOut() throws Exception {
        var library = TestRepository.make(directory.resolve("library-" + System.nanoTime()));
        var with = TestRepository.make(directory.resolve("with-" + System.nanoTime()));
        with.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                library.path().toString(),
                "library");
        with.commit("more", "more\n");
        client.app("submodules", with, "cat library/readme; git remote get-url origin");
        client.put("/api/0/apps/submodules/", Map.of("submodules", true));

        var log = client.awaitEnd(client.deploy("submodules", ""));

        assertThat(log).contains("\nhello\n" + with.path() + "\n>> succeeded");
    }

    /** Events come while the command runs, not when it has ended. */
    @Test
    void stream_showsOutput_whileTheCommandRuns() throws Exception {
        var started = latch("seen");
        client.app("streams", repository, "echo started; %s; echo over".formatted(started.await()));
        var deploy = client.deploy("streams", "");

        try (var lines = client.lines(
                "/api/0/deploys/%s/log/stream".formatted(deploy.get("id").asString()))) {
            var rest = lines.iterator();
            var seen = "";
            while (!seen.contains("started")) {
                seen = rest.next();
            }
            assertThat(client.show(deploy).get("status").asString()).isEqualTo("in_progress");
            started.open();
            while (!seen.contains("event: end")) {
                seen = rest.next();
            }
        }
        assertThat(client.awaitEnd(deploy)).contains("started\nover\n");
    }

    @Test
    void secrets_reachTheCommand_andNoLog() throws Exception {
        var file = Files.writeString(directory.resolve("secret"), "hunter2-and-more\n");
        client.app(
                "secretive",
                repository,
                "printf 'half: hunter2-'; sleep 0.3; printf 'and-more\\n'; echo \"${#TOKEN}\"; echo hunter2-and");
        client.put("/api/0/apps/secretive/", Map.of("secrets", Map.of("TOKEN", Map.of("file", file.toString()))));

        var log = client.awaitEnd(client.deploy("secretive", ""));
        var shown = client.get("/api/0/apps/secretive/").text();
        Files.delete(file);
        var without = client.awaitEnd(client.deploy("secretive", ""));

        assertThat(log).contains("half: ***\n16\nhunter2-and\n>> succeeded").doesNotContain("hunter2-and-more");
        assertThat(shown).contains(file.toString()).doesNotContain("hunter2-and-more");
        assertThat(without).contains("secret TOKEN: file " + file + " cannot be read");
    }

    @Test
    void parametersAndVariables_reachTheCommand() throws Exception {
        client.app("varied", repository, "echo \"$WAYBILL_PARAM_MODE {params[mode]} $STACK $REGION\"");
        var mode = Map.of("type", "choice", "choices", List.of("fast", "slow"), "default", "slow");
        client.put(
                "/api/0/apps/varied/",
                Map.of(
                        "parameters", Map.of("mode", mode),
                        "variables", Map.of("STACK", "blue", "REGION", "test"),
                        "environments", Map.of("production", Map.of("variables", Map.of("REGION", "eu")))));

        var log = client.awaitEnd(client.deploy("varied", ""));
        var wrong =
                client.post("/api/0/deploys/", Map.of("app", "varied", "params", Map.of("mode", "medium", "mood", 1)));

        assertThat(log).contains("\nslow slow blue eu\n>> succeeded");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("message").toString()).contains("must be one of fast, slow", "did you mean mode?");
    }
}
