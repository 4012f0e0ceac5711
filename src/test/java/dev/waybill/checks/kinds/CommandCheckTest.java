package dev.waybill.checks.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Pause;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
class CommandCheckTest extends CheckContract {
    @TempDir
    private Path directory;

    @Override
    Check check() {
        return new CommandCheck(directory.resolve("checks"));
    }

    @Override
    Optional<CheckContext> arrange(Case found) {
        return switch (found) {
            case PASSED -> Optional.of(command("true"));
            case PENDING -> Optional.of(command("exit 75"));
            case FAILED -> Optional.of(command("no-such-command"));
            case UNREACHABLE -> Optional.of(Asked.with(Map.of("command", "sleep 600", "timeout", 1)));
            case UNREADABLE -> Optional.of(command("true").as("nobody-of-this-name"));
            case MISSING -> Optional.empty();
        };
    }

    private static Asked command(String line) {
        return Asked.with(Map.of("command", line));
    }

    private CheckResult result(Asked asked) throws Exception {
        var answer = check().ask(asked);
        assertThat(answer).isInstanceOf(CheckAnswer.Reported.class);
        return ((CheckAnswer.Reported) answer).results().getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "echo fine, PASSED, exit code 0: fine",
        "true, PASSED, exit code 0",
        "echo one; echo two >&2; exit 3, FAILED, exit code 3: two",
        "printf 'a\\n\\n \\n'; exit 75, PENDING, exit code 75: a",
        "kill -s KILL $$, FAILED, exit code 137: Killed",
        "printf half; exit 124, FAILED, exit code 124: half",
        "echo fine; kill 0, FAILED, exit code 143: fine",
    })
    void exitCode_decides_andTheLastLineExplains(String line, CheckResult.State state, String description)
            throws Exception {
        var result = result(command(line));

        assertThat(result.state()).isEqualTo(state);
        assertThat(result.description()).isEqualTo(description);
    }

    @Test
    void placeholders_areVariables_andNeverPartOfTheCommand() throws Exception {
        var evil = "x$(touch " + directory.resolve("owned") + ")`id`';id;'";
        var asked =
                new Asked(evil, Map.of("command", "printf '%s' \"$WAYBILL_REF\""), Asked.NOW).with("WAYBILL_REF", evil);

        assertThat(result(asked).description()).isEqualTo("exit code 0: " + evil);
        assertThat(directory.resolve("owned")).doesNotExist();
    }

    @Test
    void environment_isThatOfTheApp_andNotTheServers() throws Exception {
        var result = result(command("env | cut -d= -f1 | sort | tr '\\n' ' '").with("MINE", "1"));

        assertThat(List.of(String.valueOf(result.description()).split("[: ]+")).stream()
                        .filter(it -> it.matches("[A-Z]\\w*")))
                .isSubsetOf("HOME", "MINE", "PATH", "PWD", "SHLVL", "TMPDIR", "_");
    }

    @Test
    void directory_isFresh_andRemovedAfterwards() throws Exception {
        assertThat(result(command("pwd; ls -A; touch left; [ \"$PWD\" = \"$HOME\" ]"))
                        .state())
                .isEqualTo(CheckResult.State.PASSED);
        assertThat(result(command("ls -A")).description()).isEqualTo("exit code 0");
        try (var left = Files.list(directory.resolve("checks"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void commandThatHangs_isEndedWithAllThatItStarted() throws Exception {
        var pids = directory.resolve("pids");
        var stubborn = directory.resolve("stubborn");
        var line = "sleep 600 & echo $! > %s; (trap '' TERM; sleep 600 & echo $! > %s; echo waiting; wait)";

        var answer = check().ask(Asked.with(Map.of("command", line.formatted(pids, stubborn), "timeout", 1)));

        assertThat(answer).isEqualTo(new CheckAnswer.Unreachable("the command did not end within 1s: waiting", null));
        awaitEnd(pids);
        awaitEnd(stubborn);
    }

    @Test
    void whatACommandLeavesRunning_isEnded() throws Exception {
        var pids = directory.resolve("pids");

        var result = result(command("sleep 600 & echo $! > " + pids));

        assertThat(result.state()).isEqualTo(CheckResult.State.PASSED);
        awaitEnd(pids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 600", "yes"})
    void processThatLeavesTheGroup_keepsNothingWaiting(String left) throws Exception {
        var pid = directory.resolve("pid");
        var line = "setsid sh -c 'echo $$ > %1$s; exec %2$s' & until [ -s %1$s ]; do sleep 0.01; done"
                .formatted(pid, left);

        var result = result(command(line));

        try {
            assertThat(result.state()).isEqualTo(CheckResult.State.PASSED);
            while (Thread.getAllStackTraces().values().stream().anyMatch(CommandCheckTest::isHeldUp)) {
                Pause.briefly();
            }
        } finally {
            process(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /**
     * Whether the JVM would still take a new process with the pid of an ended one for ended: it does until the thread that noted the
     * end is done with the pipes.
     */
    private static boolean isHeldUp(StackTraceElement[] stack) {
        return Stream.of(stack).anyMatch(it -> it.getMethodName().equals("processExited"));
    }

    private static void awaitEnd(Path file) throws IOException {
        process(file).ifPresent(left -> left.onExit().join());
    }

    private static Optional<ProcessHandle> process(Path file) throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    }

    @Test
    void user_runsTheCommand_withItsVariables_andLeavesNothing() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs to be root");

        var result = result(command("echo \"$(id -un) $MINE $PWD\"; mkdir closed; touch closed/left; chmod 0 closed")
                .with("MINE", "it's \"q\"")
                .as("nobody"));

        assertThat(result.description()).startsWith("exit code 0: nobody it's \"q\" /tmp/waybill-command-");
        var text = String.valueOf(result.description());
        assertThat(Path.of(text.substring(text.lastIndexOf(' ') + 1))).doesNotExist();
    }

    @Test
    void outputWithoutEnd_isCut() throws Exception {
        assertThat(result(command("head -c 10000000 /dev/zero | tr '\\0' x; echo; echo end"))
                        .description())
                .isEqualTo("exit code 0: end");
        assertThat(result(command("head -c 10000000 /dev/zero | tr '\\0' x")).description())
                .isEqualTo("exit code 0: (a line of more than 64 KB)");
    }

    @Test
    void fewRunAtOnce() throws Exception {
        var check = check();
        var line = "ls -d %1$s/checks/command-* | wc -l; sleep 0.3".formatted(directory);
        var tasks = new ArrayList<Callable<CheckAnswer>>();
        for (var i = 0; i < 10; i++) {
            tasks.add(() -> check.ask(command(line)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tasks)) {
                var result = ((CheckAnswer.Reported) answer.get()).results().getFirst();
                assertThat(String.valueOf(result.description())).matches("exit code 0: [1-4]");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "deploy --sha={sha}, 30, {sha} is not replaced",
        "deploy ${sha}, 30,",
        "true, 61, can be at most 1m",
    })
    void review_namesWhatWouldNotWork(String line, int timeout, String mistake) {
        var remarks = check().review(new AppInfo(Map.of("command", line, "timeout", timeout), false, Set.of()));

        if (mistake == null) {
            assertThat(remarks).isEmpty();
        } else {
            assertThat(remarks)
                    .singleElement()
                    .extracting(Remark::sentence)
                    .asString()
                    .contains(mistake);
        }
    }
}
