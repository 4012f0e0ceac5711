package dev.waybill.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Pause;
import dev.waybill.spi.Time;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A cancel ends all processes of a command, even those that left its session, environment and parent. */
@Tag("processes")
class EscapedProcessesTest {
    private static final Limits LIMITS = new Limits(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(200));
    private static final String THERE = "until [ -e there.%1$s ]; do sleep 0.05; done; ";
    private static final String WAIT = "echo up; while :; do sleep 0.05; done";

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> cancel_endsWhatHasLeft() {
        return Stream.of(
                        new Case("no environment, a session of its own", "env -i setsid sleep %1$s & " + WAIT, false),
                        new Case("in the command's place", "echo up; exec env -i setsid sleep %1$s", false),
                        new Case(
                                "a child of that",
                                "env -i setsid sh -c 'sleep %1$s & >there.%1$s; wait' & " + THERE + WAIT,
                                false),
                        new Case(
                                "seen before its parent ended",
                                "env -i setsid sh -c 'setsid sleep %1$s & sleep 3; >there.%1$s' & " + THERE + WAIT,
                                false),
                        new Case(
                                "its parents ended at once",
                                "(env -i setsid sh -c 'setsid sleep %1$s & >there.%1$s' &); " + THERE + WAIT,
                                true))
                .flatMap(it -> it.needsGroup() ? Stream.of(it.in(true)) : Stream.of(it.in(true), it.in(false)))
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> play(it)));
    }

    private record Case(String name, String command, boolean needsGroup) {
        Played in(boolean group) {
            return new Played(this, group);
        }
    }

    private record Played(Case it, boolean group) {
        String name() {
            return it.name() + (group ? ", with" : ", without") + " a control group";
        }
    }

    private void play(Played played) throws Exception {
        var group = played.group() ? Cgroup.ofServer() : Optional.<Cgroup>empty();
        assumeTrue(group.isPresent() || !played.group(), "this server may make no control groups");
        try (var machine = new LinuxMachine(directory.resolve(UUID.randomUUID().toString()), group)) {
            var runs = new Runs(machine, Time.system());
            var unique = "31415926.%d".formatted(System.nanoTime());

            cancel(runs, runs.newId(), played.it().command().formatted(unique));

            assertThat(ProcessHandle.allProcesses()
                            .filter(it -> it.info().commandLine().orElse("").contains(unique)))
                    .isEmpty();
        }
    }

    /** Runs a command, and cancels it when it prints "up". */
    private void cancel(Runs runs, String id, String command) throws Exception {
        var environment = Map.of("PATH", System.getenv("PATH"));
        var plan = new RunPlan("web/production#1", "deploy", directory, command, environment, null, "key");
        var stop = new Stop();
        runs.prepare(id, plan);
        var launched = runs.launch(id, plan, stop);
        var end = runs.start(
                launched,
                LIMITS,
                (bytes, length, _, _) -> {
                    if (new String(bytes, 0, length, StandardCharsets.UTF_8).contains("up")) {
                        stop.request();
                    }
                    return length;
                },
                stop);
        assertThat(end).isEqualTo(new RunEnd.Stopped());
        runs.remove(id);
    }

    @Test
    void cancel_leavesWhatIsOlderThanTheCommand_whateverItsEnvironment() throws Exception {
        try (var machine = new LinuxMachine(directory.resolve("runs"), Optional.empty())) {
            var runs = new Runs(machine, Time.system());
            var id = runs.newId();
            var builder = new ProcessBuilder("sleep", "1000");
            builder.environment().put(Processes.MARKER, id);
            var older = builder.start();
            try {
                Pause.briefly(); // the kernel counts in hundredths of a second

                cancel(runs, id, WAIT);

                assertThat(older.isAlive()).isTrue();
            } finally {
                older.destroyForcibly();
            }
        }
    }
}
