package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole flow, with real git and real commands; once for each database. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FlowContract {
    private Path directory;
    private TestServer server;
    private TestRepository repository;
    private Client client;

    /** Null for the embedded store. */
    abstract @Nullable Database database() throws Exception;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), database());
        client = server.client();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void deploy_goesFromRequestToOutcome() throws Exception {
        var sha = repository.git("rev-parse", "main");
        client.app("whole", repository, "cat readme; echo \"{sha} {env} {number}\"; printf 'no newline'");

        var asked = client.deploy("whole", "");
        var log = client.awaitEnd(asked);
        var ended = client.show(asked);

        assertThat(asked.get("status").asString()).isEqualTo("pending");
        assertThat(asked.get("dateStarted").isNull()).isTrue();
        assertThat(asked.get("sha").asString()).isEqualTo(sha);
        assertThat(asked.get("ref").asString()).isEqualTo("main");
        assertThat(log)
                .startsWith(
                        ">> whole/production#1: %s (main) for admin\nhello\n%s production 1\nno newline\n>> succeeded after"
                                .formatted(sha.substring(0, 7), sha));
        assertThat(ended.get("status").asString()).isEqualTo("finished");
        assertThat(ended.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(ended.get("dateFinished").isString()).isTrue();
    }

    @Test
    void deploy_fails_whenTheCommandDoes() throws Exception {
        client.app("fails", repository, "echo before; exit 3");

        var asked = client.deploy("fails", "");
        var log = client.awaitEnd(asked);

        assertThat(log).contains("before\n>> failed after").contains("exit code 3");
        assertThat(client.show(asked).get("status").asString()).isEqualTo("failed");
        assertThat(client.show(asked).get("message").asString()).contains("exit code 3");
    }

    @Test
    void deploy_timesOut_withAndWithoutOutput() throws Exception {
        client.app("slow", repository, Map.of("command", "while true; do echo again; sleep 0.1; done", "timeout", 1));
        client.app("silent", repository, Map.of("command", "sleep 300", "read_timeout", 1));

        var slow = client.deploy("slow", "");
        var silent = client.deploy("silent", "");

        assertThat(client.awaitEnd(slow)).contains("again\n").contains("time limit");
        assertThat(client.awaitEnd(silent)).contains("time limit");
        assertThat(client.show(slow).get("outcome").asString()).isEqualTo("timed_out");
        assertThat(client.show(silent).get("outcome").asString()).isEqualTo("timed_out");
    }

    @Test
    void bytes_areKept_whateverTheyAre() throws Exception {
        client.app("bytes", repository, "printf 'a\\000b\\303'; sleep 0.2; printf '\\244c\\303\\n'");

        var log = client.awaitEnd(client.deploy("bytes", ""));

        assertThat(log).contains("a\u0000bäc\ufffd\n>> succeeded");
    }

    @Test
    void twentyAppsAtOnce_allEnd_inOrderOfTheirLanes() throws Exception {
        for (var i = 0; i < 20; i++) {
            client.app("many" + i, repository, "echo \"{app}#{number}\"; sleep 0.1");
        }
        var requests = IntStream.range(0, 60)
                .mapToObj(i -> (Callable<JsonNode>) () -> client.deploy("many" + i % 20, ""))
                .toList();
        var asked = new ArrayList<JsonNode>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(requests)) {
                asked.add(answer.get());
            }
        }

        var ended = new ArrayList<JsonNode>();
        for (var deploy : asked) {
            assertThat(client.awaitEnd(deploy))
                    .contains("\n%s#%d\n"
                            .formatted(
                                    deploy.at("/app/name").asString(),
                                    deploy.get("number").asInt()));
            ended.add(client.show(deploy));
        }

        assertThat(ended)
                .allSatisfy(
                        deploy -> assertThat(deploy.get("outcome").asString()).isEqualTo("succeeded"));
        ended.stream()
                .collect(Collectors.groupingBy(deploy -> deploy.at("/app/name").asString()))
                .forEach((_, lane) -> assertOneAfterTheOther(lane));
    }

    private static void assertOneAfterTheOther(List<JsonNode> lane) {
        var byNumber = lane.stream()
                .sorted(Comparator.comparing(deploy -> deploy.get("number").asInt()))
                .toList();
        assertThat(byNumber).extracting(deploy -> deploy.get("number").asInt()).containsExactly(1, 2, 3);
        for (var i = 1; i < byNumber.size(); i++) {
            var before = Instant.parse(byNumber.get(i - 1).get("dateFinished").asString());
            var after = Instant.parse(byNumber.get(i).get("dateStarted").asString());
            assertThat(after).isAfterOrEqualTo(before);
        }
    }

    @Test
    void secondDeploy_waits_andSaysForWhat() throws Exception {
        client.app("lane", repository, "echo started; while [ ! -e \"" + directory + "/go\" ]; do sleep 0.05; done");
        var first = client.deploy("lane", "");
        client.awaitLog(first, "started\n");

        var second = client.deploy("lane", "");
        var waiting = client.show(second);
        Files.writeString(directory.resolve("go"), "");
        client.awaitEnd(second);

        assertThat(waiting.get("status").asString()).isEqualTo("pending");
        assertThat(waiting.get("position").asInt()).isEqualTo(1);
        assertThat(waiting.at("/blockers/0/code").asString()).isEqualTo("QUEUED_BEHIND");
        assertThat(waiting.at("/blockers/0/message").asString()).contains("lane/production#1");
        assertThat(client.show(second).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void cancel_leavesNoProcess() throws Exception {
        var unique = "31415926.%d".formatted(System.identityHashCode(this));
        client.app(
                "cancels",
                repository,
                "trap '' TERM; sleep %1$s & setsid sleep %1$s & (setsid sh -c 'setsid sleep %1$s & sleep %1$s' &); echo started; wait"
                        .formatted(unique));
        var deploy = client.deploy("cancels", "");
        client.awaitLog(deploy, "started\n");

        var answer =
                client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
        client.awaitEnd(deploy);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("cancelled");
        assertThat(processesWith(unique)).isEmpty();
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        var again =
                client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("error").asString()).contains("cancelled");
    }

    private static List<String> processesWith(String argument) {
        return ProcessHandle.allProcesses()
                .map(process -> commandLine(process.pid()))
                .filter(line -> line.contains(argument))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    @Test
    void kill_endsTheGraceOfACancel() throws Exception {
        client.app("stubborn", repository, "trap '' TERM; echo started; while :; do sleep 0.1; done");
        client.put("/api/0/apps/stubborn/", Map.of("grace", 3600));
        var deploy = client.deploy("stubborn", "");
        client.awaitLog(deploy, "started\n");
        client.put("/api/0/deploys/stubborn/production/1/", Map.of("status", "cancelled"));
        client.awaitLog(deploy, "cancelled by admin\n");

        var answer = client.post("/api/0/deploys/stubborn/production/1/kill/", Map.of());
        var log = client.awaitEnd(deploy);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(log).contains("killed by admin\n");
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.post("/api/0/deploys/stubborn/production/1/kill/", Map.of())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void retry_isANewDeployOfTheSameCommit_thatNamesTheOld() throws Exception {
        client.app("again", repository, "[ -e \"%s/mended\" ]".formatted(directory));
        var first = client.deploy("again", "?ref=main");
        client.awaitEnd(first);
        Files.writeString(directory.resolve("mended"), "");
        repository.commit("later", "later");

        var answer = client.post("/api/0/deploys/again/production/1/retry/", Map.of("reason", "disk was full"));
        client.awaitEnd(answer.json());
        var second = client.show(answer.json());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("failed");
        assertThat(second.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(second.get("retryOf")).isEqualTo(first.get("id"));
        assertThat(second.get("sha")).isEqualTo(client.show(first).get("sha"));
        assertThat(second.get("ref").asString()).isEqualTo("main");
        assertThat(second.get("reason").asString()).isEqualTo("disk was full");
    }

    @Test
    void start_isEstimated_fromWhatTheLaneUsuallyTakes() throws Exception {
        client.app(
                "usual", repository, "while [ -e \"%s/slow\" ]; do sleep 0.05; done; sleep 0.5".formatted(directory));
        client.awaitEnd(client.deploy("usual", ""));
        Files.writeString(directory.resolve("slow"), "");
        var running = client.deploy("usual", "");
        var waiting = client.deploy("usual", "");

        while (!client.show(running).get("status").asString().equals("in_progress")) {
            Thread.onSpinWait();
        }
        var shown = client.show(waiting);
        Files.delete(directory.resolve("slow"));
        client.awaitEnd(waiting);

        assertThat(shown.get("position").asInt()).isEqualTo(1);
        assertThat(shown.get("estimatedStart").asString())
                .isLessThan(shown.get("estimatedEnd").asString());
        assertThat(client.show(waiting).get("estimatedEnd").isNull()).isTrue();
    }

    @Test
    void cancel_isImmediate_whileItWaits() throws Exception {
        client.app(
                "impatient",
                repository,
                "echo started; while [ ! -e \"" + directory + "/gone\" ]; do sleep 0.05; done");
        var first = client.deploy("impatient", "");
        client.awaitLog(first, "started\n");
        var second = client.deploy("impatient", "");

        var answer = client.put("/api/0/deploys/impatient/production/2/", Map.of("status", "cancelled"));
        Files.writeString(directory.resolve("gone"), "");
        client.awaitEnd(first);

        assertThat(answer.json().get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.show(second).get("dateFinished").isString()).isTrue();
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("succeeded");
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
    void lock_refusesRequests_ofOthers() throws Exception {
        client.app("locked", repository, "true");
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "db migration"));

        var refused = client.post("/api/0/deploys/", Map.of("app", "locked", "user", "bob"));
        var queued = client.post("/api/0/deploys/", Map.of("app", "locked", "user", "bob", "queue", true));
        var shown = client.show(queued.json());
        client.put("/api/0/apps/locked/", Map.of("lockedReason", "False"));
        client.awaitEnd(queued.json());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error_name").asString()).isEqualTo("locked");
        assertThat(refused.json().at("/blockers/0/message").asString()).contains("locked by admin", "db migration");
        assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("LOCKED");
        assertThat(client.show(queued.json()).get("outcome").asString()).isEqualTo("succeeded");
    }

    @Test
    void previous_isTheNewestSuccessOfAnotherSha() throws Exception {
        client.app("back", repository, "true");
        var old = repository.git("rev-parse", "main");
        client.awaitEnd(client.deploy("back", ""));
        var newer = repository.commit("more", "more\n");
        client.awaitEnd(client.deploy("back", ""));

        var back = client.post("/api/0/tasks/", Map.of("app", "back", "ref", ":previous"));
        client.awaitEnd(back.json());
        var live = client.post("/api/0/tasks/", Map.of("app", "back", "ref", ":current"));

        assertThat(back.json().get("sha").asString()).isEqualTo(old);
        assertThat(client.show(back.json()).get("previousSha").asString()).isEqualTo(newer);
        assertThat(live.json().get("sha").asString()).isEqualTo(old);
    }

    @Test
    void ref_mayBeABranchATagOrAnySha() throws Exception {
        client.app("refs", repository, "true");
        var sha = repository.git("rev-parse", "main");
        repository.git("tag", "v1");
        repository.git("branch", "feature/x");

        for (var ref : List.of("main", "v1", "feature/x", "HEAD", sha, sha.substring(0, 8))) {
            var answer = client.post("/api/0/deploys/", Map.of("app", "refs", "ref", ref));
            assertThat(answer.json().get("sha").asString()).as(ref).isEqualTo(sha);
        }
        var unknown = client.post("/api/0/deploys/", Map.of("app", "refs", "ref", "nosuch"));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("error_name").asString()).isEqualTo("invalid_ref");
    }

    /** Pitfall 17: what was pushed before a request is what the request sees. */
    @Test
    void push_isSeen_byTheNextRequest() throws Exception {
        client.app("pushed", repository, "true");
        for (var i = 0; i < 5; i++) {
            var sha = repository.commit("pushed", "version " + i);
            assertThat(client.deploy("pushed", "").get("sha").asString()).isEqualTo(sha);
        }
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

    @Test
    void deploy_saysWhatIsNotBuiltYet() throws Exception {
        client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "via",
                        "repository",
                        repository.path().toString(),
                        "provider",
                        "shell",
                        "provider_config",
                        Map.of("command", "true"),
                        "via",
                        "github"));

        var asked = client.deploy("via", "");

        assertThat(asked.get("message").asString()).contains("via github");
        assertThat(client.awaitEnd(asked)).contains(">> via github: its checks are not looked at yet\n");
    }

    @Test
    void repositoryThatIsNotThere_isWaitedFor() throws Exception {
        client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "nowhere",
                        "repository",
                        directory.resolve("nowhere").toString(),
                        "provider",
                        "shell",
                        "provider_config",
                        Map.of("command", "true")));

        var asked = client.deploy("nowhere", "?ref=main");
        var shown = client.show(asked);
        client.put("/api/0/deploys/nowhere/production/1/", Map.of("status", "cancelled"));

        assertThat(asked.get("sha").isNull()).isTrue();
        assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("VCS_UNREACHABLE");
    }

    @Test
    void workspaceAndRunDirectory_areGone_whenADeployIsOver() throws Exception {
        client.app("tidy", repository, "mkdir readonly && touch readonly/file && chmod a-w readonly");
        var asked = client.deploy("tidy", "");
        client.awaitEnd(asked);

        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!workspacesOf(asked).isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }

        assertThat(workspacesOf(asked)).isEmpty();
    }

    private List<String> workspacesOf(JsonNode deploy) throws IOException {
        try (var all = Files.list(server.data().resolve("workspaces"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(deploy.get("id").asString() + "-"))
                    .toList();
        }
    }

    @Test
    void delete_removesAnAppWithItsDeploys_butNotWhileOneRuns() throws Exception {
        client.app(
                "leaves", repository, "echo started; while [ ! -e \"" + directory + "/left\" ]; do sleep 0.05; done");
        var deploy = client.deploy("leaves", "");
        client.awaitLog(deploy, "started\n");

        var tooEarly = client.delete("/api/0/apps/leaves/");
        Files.writeString(directory.resolve("left"), "");
        client.awaitEnd(deploy);
        var deleted = client.delete("/api/0/apps/leaves/");

        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().get("id").isString()).isTrue();
        assertThat(client.get("/api/0/apps/leaves/").status()).isEqualTo(404);
        assertThat(client.get("/api/0/deploys/leaves/production/1/").status()).isEqualTo(404);
    }

    /** Events come while the command runs, not when it has ended. */
    @Test
    void stream_showsOutput_whileTheCommandRuns() throws Exception {
        client.app(
                "streams",
                repository,
                "echo started; while [ ! -e \"" + directory + "/seen\" ]; do sleep 0.05; done; echo over");
        var deploy = client.deploy("streams", "");

        try (var lines = client.lines(
                "/api/0/deploys/%s/log/stream".formatted(deploy.get("id").asString()))) {
            var rest = lines.iterator();
            var seen = "";
            while (!seen.contains("started")) {
                seen = rest.next();
            }
            assertThat(client.show(deploy).get("status").asString()).isEqualTo("in_progress");
            Files.writeString(directory.resolve("seen"), "");
            while (!seen.contains("event: end")) {
                seen = rest.next();
            }
        }
        assertThat(client.awaitEnd(deploy)).contains("started\nover\n");
    }

    @Test
    void secrets_reachTheCommand_andNoLog() throws Exception {
        var file = Files.writeString(directory.resolve("secret"), "hunter2-and-more\n");
        client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "secretive",
                        "repository",
                        repository.path().toString(),
                        "provider",
                        "shell",
                        "deploy",
                        "printf 'half: hunter2-'; sleep 0.3; printf 'and-more\\n'; echo \"${#TOKEN} $WAYBILL_PARAM_MODE {params[mode]} $STACK $REGION\"; echo hunter2-and",
                        "secrets",
                        Map.of("TOKEN", Map.of("file", file.toString())),
                        "variables",
                        Map.of("STACK", "blue", "REGION", "test"),
                        "environments",
                        Map.of("production", Map.of("variables", Map.of("REGION", "eu"))),
                        "parameters",
                        Map.of(
                                "mode",
                                Map.of("type", "choice", "choices", List.of("fast", "slow"), "default", "slow"))));

        var deploy = client.deploy("secretive", "");
        var log = client.awaitEnd(deploy);
        var wrong = client.post(
                "/api/0/deploys/", Map.of("app", "secretive", "params", Map.of("mode", "medium", "mood", 1)));

        assertThat(log)
                .contains("half: ***\n16 slow slow blue eu\nhunter2-and\n>> succeeded")
                .doesNotContain("hunter2-and-more");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("message").toString()).contains("must be one of fast, slow", "did you mean mode?");
        assertThat(client.get("/api/0/apps/secretive/").text())
                .contains(file.toString())
                .doesNotContain("hunter2-and-more");
        Files.delete(file);
        assertThat(client.awaitEnd(client.deploy("secretive", "")))
                .contains("secret TOKEN: file " + file + " cannot be read");
    }

    /** A mirror may be lost, or be broken by a disk. */
    @Test
    void mirror_isMadeAnew_whenItIsGoneOrBroken() throws Exception {
        var own = TestRepository.make(directory.resolve("own"));
        client.app("mirrored", own, "cat readme");
        client.awaitEnd(client.deploy("mirrored", ""));
        var mirror = newest(server.data().resolve("mirrors"));
        own.commit("more", "more");
        Files.writeString(mirror.resolve("packed-refs"), "rubbish\n");
        Files.writeString(mirror.resolve("HEAD"), "rubbish\n");

        assertThat(client.awaitEnd(client.deploy("mirrored", ""))).contains("hello\n>> succeeded");
    }

    private static Path newest(Path mirrors) throws IOException {
        try (var all = Files.list(mirrors)) {
            return all.filter(it -> it.toString().endsWith(".git"))
                    .max(Comparator.comparing(it -> it.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    @Test
    void limit_letsThoseStartFirst_thatWaitLongest() throws Exception {
        var few = TestServer.start(directory.resolve("few"), null, 1, null, null);
        try (few) {
            var narrow = few.client();
            narrow.app(
                    "a", repository, "echo started; while [ ! -e \"" + directory + "/narrow\" ]; do sleep 0.05; done");
            narrow.app("b", repository, "true");
            var first = narrow.deploy("a", "");
            narrow.awaitLog(first, "started\n");
            var second = narrow.deploy("b", "");
            var third = narrow.deploy("a", "");
            var shown = narrow.show(second);
            Files.writeString(directory.resolve("narrow"), "");
            narrow.awaitEnd(second);
            narrow.awaitEnd(third);

            assertThat(shown.at("/blockers/0/code").asString()).isEqualTo("CONCURRENCY_LIMIT");
            assertThat(narrow.show(second).get("dateStarted").asString())
                    .isLessThan(narrow.show(third).get("dateStarted").asString());
        }
    }
}
