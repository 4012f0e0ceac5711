package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return Stream.of(
                        new Case("none", _ -> {}, "succeeded", "began\nended\n>> succeeded"),
                        new Case(
                                "plan",
                                run -> Files.writeString(run.resolve("plan.json"), "rubbish"),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case(
                                "exit",
                                run -> Files.writeString(run.resolve("exit.rubbish"), "rubbish"),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case(
                                "pid",
                                run -> Files.writeString(run.resolve("pid"), "12 rubbish"),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case(
                                "pid-of-another",
                                run -> Files.writeString(
                                        run.resolve("pid"),
                                        "%d 1 boot namespace"
                                                .formatted(
                                                        ProcessHandle.current().pid())),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case("no-log", run -> Files.delete(run.resolve("log")), "interrupted", "cannot be read"),
                        new Case(
                                "log-is-a-directory",
                                run -> replace(run, "log", "mkdir"),
                                "interrupted",
                                "cannot be read"),
                        new Case(
                                "log-is-a-pipe", run -> replace(run, "log", "mkfifo"), "interrupted", "cannot be read"),
                        new Case(
                                "log-is-a-dangling-link",
                                run -> replace(run, "log", "ln", "-s", "/nowhere"),
                                "interrupted",
                                "cannot be read"),
                        new Case(
                                "pid-is-a-pipe",
                                run -> replace(run, "pid", "mkfifo"),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case(
                                "cgroup-is-the-root",
                                run -> Files.writeString(run.resolve("cgroup"), "/"),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case(
                                "cgroup-is-of-zeros",
                                run -> Files.writeString(run.resolve("cgroup"), "\0\0"),
                                "succeeded",
                                "began\nended\n>> succeeded"),
                        new Case(
                                "key-is-a-directory",
                                run -> replace(run, "key", "mkdir"),
                                "succeeded",
                                "withheld, since they cannot be masked"),
                        new Case(
                                "no-supervisor",
                                DamageTest::killSupervisor,
                                "interrupted",
                                "the supervisor of the command was killed, so the result of the command is unknown"))
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> play(it)));
    }

    private static void replace(Path run, String file, String... maker) throws Exception {
        Files.delete(run.resolve(file));
        var command = Stream.concat(
                        Stream.of(maker), Stream.of(run.resolve(file).toString()))
                .toList();
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private void play(Case it) throws Exception {
        var go = directory.resolve("go-" + it.name());
        JsonNode deploy;
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app(
                    it.name(),
                    repository,
                    "echo began; while [ ! -e %s ]; do sleep 0.05; done; echo ended".formatted(go));
            deploy = client.deploy(it.name(), "");
            client.awaitLog(deploy, "began\n");
        }
        it.damage().to(onlyRun());
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            var meanwhile = client.show(deploy).get("status").asString();
            Files.writeString(go, "");
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
