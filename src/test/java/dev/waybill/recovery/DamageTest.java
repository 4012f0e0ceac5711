package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Latch;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files of runs that somebody damaged while the server was away: it starts, and each deploy comes to a clear end. */
@Tag("processes")
class DamageTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private Path data;

    @BeforeEach
    void prepare() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        data = directory.resolve("data");
    }

    /** What is done to a run's directory, and how its deploy ends. */
    private record Case(String name, Damage damage, String outcome, String says) {}

    @FunctionalInterface
    private interface Damage {
        void to(Path run) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> everyDamage_hasAnEnd() {
        return Stream.of(harmless(), unreadable(), grave())
                .flatMap(Function.identity())
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> play(it)));
    }

    private static Stream<Case> harmless() {
        var another = "%d 1 boot namespace".formatted(ProcessHandle.current().pid());
        return Stream.of(
                harmless("none", _ -> {}),
                harmless("plan", written("plan.json", "rubbish")),
                harmless("exit", written("exit.rubbish", "rubbish")),
                harmless("pid", written("pid", "12 rubbish")),
                harmless("pid-of-another", written("pid", another)),
                harmless("pid-is-a-pipe", replaced("pid", "mkfifo")),
                harmless("cgroup-is-the-root", written("cgroup", "/")),
                harmless("cgroup-is-of-zeros", written("cgroup", "\0\0")));
    }

    private static Stream<Case> unreadable() {
        return Stream.of(
                unreadable("no-log", run -> Files.delete(run.resolve("log"))),
                unreadable("log-is-a-directory", replaced("log", "mkdir")),
                unreadable("log-is-a-pipe", replaced("log", "mkfifo")),
                unreadable("log-is-a-dangling-link", replaced("log", "ln", "-s", "/nowhere")));
    }

    private static Stream<Case> grave() {
        var unknown = "the supervisor of the command was killed, so the result of the command is unknown";
        return Stream.of(
                new Case(
                        "key-is-a-directory",
                        replaced("key", "mkdir"),
                        "succeeded",
                        "withheld because they cannot be masked"),
                new Case("no-supervisor", DamageTest::killSupervisor, "interrupted", unknown));
    }

    private static Case harmless(String name, Damage damage) {
        return new Case(name, damage, "succeeded", "began\nended\n>> succeeded");
    }

    private static Case unreadable(String name, Damage damage) {
        return new Case(name, damage, "interrupted", "cannot be read");
    }

    private static Damage written(String file, String content) {
        return run -> Files.writeString(run.resolve(file), content);
    }

    private static Damage replaced(String file, String... maker) {
        return run -> {
            Files.delete(run.resolve(file));
            var path = run.resolve(file).toString();
            var command = Stream.concat(Stream.of(maker), Stream.of(path)).toList();
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        };
    }

    private void play(Case it) throws Exception {
        var go = new Latch(directory.resolve("go-" + it.name()));
        JsonNode deploy;
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app(it.name(), repository, "echo began; %s; echo ended".formatted(go.await()));
            deploy = client.deploy(it.name(), "");
            client.awaitLog(deploy, "began\n");
        }
        it.damage().to(onlyRun());
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            var meanwhile = client.show(deploy).get("status").asString();
            go.open();
            var log = client.awaitEnd(deploy);

            assertThat(meanwhile).isEqualTo("in_progress");
            assertThat(client.show(deploy).get("outcome").asString()).as(log).isEqualTo(it.outcome());
            assertThat(log).contains(it.says());
        }
    }

    private Path onlyRun() throws Exception {
        try (var runs = Files.list(data.resolve("runs"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private static void killSupervisor(Path run) throws Exception {
        var pid = Long.parseLong(Files.readString(run.resolve("pid")).split(" ")[0]);
        var supervisor = ProcessHandle.of(pid).orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().join();
    }

    @Test
    void runOfAnUnknownDeploy_isRemoved() throws Exception {
        TestServer.start(data, null).close();
        var unknown = Files.createDirectories(data.resolve("runs/8d0f6a52-0000-0000-0000-000000000000"));
        Files.writeString(unknown.resolve("pid"), "1 1 x y");
        Files.writeString(unknown.resolve("cgroup"), "/\0");
        Files.writeString(data.resolve("runs/stray"), "a file");

        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app("shop", repository, "echo fine");

            assertThat(client.awaitEnd(client.deploy("shop", ""))).contains("fine\n>> succeeded");
            assertThat(Files.exists(unknown)).isFalse();
        }
    }
}
