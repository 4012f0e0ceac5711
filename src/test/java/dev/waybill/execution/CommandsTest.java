package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Commands that misbehave: each ends in a clear state, with a sentence. */
class CommandsTest extends SharedServer {
    /** A command, how its deploy ends, and what the log says. */
    private record Case(String name, String command, String outcome, String says) {}

    private static final List<Case> CASES = List.of(
            new Case("not-found", "no-such-command-anywhere", "failed", "exit code 127: not found"),
            new Case("exits", "exit 3", "failed", "exit code 3"),
            new Case("killed", "kill -9 $$", "failed", "signal 9"),
            new Case("terminated", "kill -TERM $$", "failed", "signal 15"),
            new Case("silent", "true", "succeeded", "succeeded"),
            new Case("syntax", "if then", "failed", "exit code 2"),
            new Case("closes-output", "exec >&- 2>&-; sleep 0.2", "succeeded", "succeeded"),
            new Case(
                    "leaves-a-daemon",
                    "setsid sleep 3 > /dev/null 2>&1 & echo left",
                    "succeeded",
                    "left\n>> succeeded"),
            new Case(
                    "leaves-a-chatty-daemon",
                    "(for i in 1 2 3; do sleep 0.4; echo later; done) & seq 3",
                    "succeeded",
                    "1\n2\n3\n>> succeeded"),
            new Case(
                    "opens-its-output-by-name",
                    "seq 500; echo a > /dev/stderr; echo b | tee /dev/stderr; echo c > /dev/stdout; echo d > /proc/self/fd/2",
                    "succeeded",
                    "499\n500\na\nb\nb\nc\nd\n>> succeeded"),
            new Case("deletes-its-workspace", "rm -rf \"$PWD\"; echo gone", "succeeded", "gone"),
            new Case("deletes-its-home", "rm -rf \"$HOME\" \"$TMPDIR\"; echo gone", "succeeded", "gone"),
            new Case("deletes-its-run", "echo bye; rm -rf \"$(dirname \"$TMPDIR\")\"", "interrupted", "bye"),
            new Case("locks-its-pid", "echo bye; chmod 000 \"$(dirname \"$TMPDIR\")/pid\"", "succeeded", "bye"),
            new Case(
                    "forges-an-exit",
                    "touch \"$(dirname \"$TMPDIR\")/exit.0abc\"; sleep 0.2; exit 4",
                    "failed",
                    "exit code 4"),
            new Case("signals-its-group", "trap '' USR1; kill -USR1 0; exit 0", "succeeded", "succeeded"),
            new Case("unsets-its-path", "PATH=; echo still", "succeeded", "still"),
            new Case("locks-its-files", "mkdir d && touch d/f && chmod 000 d; echo locked", "succeeded", "locked"));

    @TestFactory
    Stream<DynamicTest> everyCommand_endsAsItShould() {
        return CASES.stream()
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> {
                    client.app(it.name(), repository, it.command());
                    var deploy = client.deploy(it.name(), "");
                    var log = client.awaitEnd(deploy);

                    assertThat(client.show(deploy).get("outcome").asString())
                            .as(log)
                            .isEqualTo(it.outcome());
                    assertThat(log).contains(it.says());
                }));
    }

    @Test
    void command_thatIsTooLong_isRefused() throws Exception {
        client.app("too-long", repository, "echo {params[x]} {params[x]} {params[x]}");

        var deploy =
                client.post("/api/0/deploys/", Map.of("app", "too-long", "params", Map.of("x", "x".repeat(60_000))));

        assertThat(deploy.status()).isEqualTo(400);
        assertThat(deploy.json().get("error").asString()).contains("the command line is 180008 bytes");
    }

    @Test
    void cancel_findsWhatClearedItsEnvironment() throws Exception {
        var unique = "0.77%d".formatted(System.identityHashCode(this));
        client.app(
                "bare",
                repository,
                "env -i sh -c \"trap '' TERM; while :; do sleep %s; done\" & echo started; sleep 300"
                        .formatted(unique));
        var deploy = client.deploy("bare", "");
        client.awaitLog(deploy, "started\n");

        client.put("/api/0/deploys/bare/production/1/", Map.of("status", "cancelled"));
        client.awaitEnd(deploy);

        assertThat(ProcessHandle.allProcesses()
                        .filter(it -> it.info().commandLine().orElse("").contains(unique)))
                .isEmpty();
    }

    /** 100 MB, every byte counted. */
    @Test
    void output_ofAHundredMegabytes_isAllThere() throws Exception {
        client.app("loud", repository, "head -c 100000000 /dev/zero | tr '\\0' 'x'");
        var deploy = client.deploy("loud", "");
        client.awaitTheEnd(deploy);
        var last = client.get("/api/0/deploys/loud/production/1/log/?offset=-1&limit=100")
                .json();

        assertThat(last.get("nextOffset").asLong()).isBetween(100_000_050L, 100_000_200L);
        assertThat(last.at("/chunks").toString()).contains("xxx").contains(">> succeeded");
    }
}
