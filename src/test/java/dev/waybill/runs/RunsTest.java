package dev.waybill.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spi.Time;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class RunsTest {
    private static final Limits LONG = new Limits(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(300));

    @TempDir
    Path directory;

    private LinuxMachine machine;
    private Runs runs;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws Exception {
        machine = new LinuxMachine(directory.resolve("runs"));
        runs = new Runs(machine, Time.system());
    }

    @AfterEach
    void close() throws Exception {
        machine.close();
    }

    private RunPlan plan(String command) {
        return plan(command, Map.of("PATH", System.getenv("PATH")));
    }

    private RunPlan plan(String command, Map<String, String> environment) {
        return new RunPlan("web/production#1", "deploy", directory, command, environment, null, "the key");
    }

    private int sink(byte[] bytes, int length, long from, boolean isLast) {
        assertThat(from).isEqualTo(output.size());
        output.write(bytes, 0, length);
        return length;
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private RunEnd run(String command, Limits limits, Stop stop) throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan(command));
        return runs.start(id, plan(command), limits, this::sink, stop);
    }

    @Test
    void start_givesOutputAndCode() throws Exception {
        assertThat(run("echo out; echo err >&2; exit 3", LONG, new Stop())).isEqualTo(new RunEnd.Exited(3));
        assertThat(text()).isEqualTo("out\nerr\n");
    }

    @Test
    void start_saysWhichSignal_asAShellDoes() throws Exception {
        assertThat(run("kill -9 $$", LONG, new Stop())).isEqualTo(new RunEnd.Exited(137));
    }

    @Test
    void start_givesEveryByte_ofALargeOutput() throws Exception {
        run("seq 1 300000", LONG, new Stop());

        assertThat(text()).hasSize(1_988_895).startsWith("1\n2\n").endsWith("299999\n300000\n");
    }

    @Test
    void command_hasNoInput_andItsOwnSession() throws Exception {
        run("cat; ps -o sid= -p $$ | tr -d ' '; echo $PPID", LONG, new Stop());

        var lines = text().lines().toList();
        assertThat(lines.get(0)).isEqualTo(lines.get(1));
    }

    /** Else a variable such as LD_PRELOAD would count before the privileges are gone. */
    @Test
    void supervisor_knowsNothingOfTheEnvironment_thatTheCommandGets() throws Exception {
        var value = "it's \"$HOME\" `id` \\ \n# whole\n ä";
        var id = runs.newId();
        var plan = plan(
                "printf '%s|' \"$LD_PRELOADED\" \"$UID_\"; tr '\\0' ' ' < /proc/$(ps -o sid= -p $$ | tr -d ' ')/environ",
                Map.of("PATH", System.getenv("PATH"), "LD_PRELOADED", value, "UID_", "", "UID", "7"));
        runs.prepare(id, plan);

        assertThat(runs.start(id, plan, LONG, this::sink, new Stop())).isEqualTo(new RunEnd.Exited(0));
        assertThat(text())
                .isEqualTo(value
                        + "||PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin WAYBILL_RUN=%s "
                                .formatted(id));
    }

    @Test
    void supervisor_startsNothing_whenItsServerIsKilledBeforeItKnowsAll() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("touch ran"));
        var run = directory.resolve("runs").resolve(id);
        var cut = Files.writeString(directory.resolve("cut"), "command export A='1'\ncommand export B='# whole\n");
        var code = new ProcessBuilder(
                        "/bin/sh",
                        run.resolve("supervise").toString(),
                        run.toString(),
                        directory.toString(),
                        "touch ran",
                        "",
                        "")
                .redirectInput(cut.toFile())
                .start()
                .waitFor();

        assertThat(code).isEqualTo(1);
        assertThat(runs.revoke(id)).isTrue();
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void prepare_namesAVariable_thatCannotBe_withoutItsValue() {
        assertThatThrownBy(() -> runs.prepare(runs.newId(), plan("true", Map.of("KEY", "abc\0def"))))
                .hasMessage("variable KEY holds a NUL character, which no variable can");
    }

    @Test
    void stop_endsDaemons_andGivesTheCommandItsGrace() throws Exception {
        var stop = new Stop();
        var unique = "2718281.%d".formatted(System.identityHashCode(this));
        var id = runs.newId();
        var plan = plan(
                "trap 'echo bye; exit 0' TERM; (setsid sh -c 'setsid sleep %1$s & sleep %1$s' &); echo up; while true; do sleep 0.05; done"
                        .formatted(unique));
        runs.prepare(id, plan);
        var up = new CompletableFuture<Void>();
        var end = CompletableFuture.supplyAsync(() -> {
            try {
                return runs.start(
                        id,
                        plan,
                        LONG,
                        (bytes, length, from, isLast) -> {
                            sink(bytes, length, from, isLast);
                            if (text().contains("up\n")) {
                                up.complete(null);
                            }
                            return length;
                        },
                        stop);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        up.join();

        stop.request();

        assertThat(end.join()).isEqualTo(new RunEnd.Stopped());
        assertThat(text()).endsWith("bye\n");
        assertThat(ProcessHandle.allProcesses().filter(it -> carries(it.pid(), id)))
                .isEmpty();
    }

    private static boolean carries(long pid, String id) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1)
                    .contains(id);
        } catch (java.io.IOException e) {
            return false; // it has ended
        }
    }

    @Test
    void limits_endARun_withASentence() throws Exception {
        var noTime = new Limits(Duration.ofMillis(200), Duration.ofHours(1), Duration.ofMillis(300));
        var noSilence = new Limits(Duration.ofHours(1), Duration.ofMillis(200), Duration.ofMillis(300));

        assertThat(run("sleep 300", noTime, new Stop()))
                .isInstanceOfSatisfying(
                        RunEnd.TimedOut.class, it -> assertThat(it.message()).contains("time limit"));
        assertThat(run("sleep 300", noSilence, new Stop()))
                .isInstanceOfSatisfying(
                        RunEnd.TimedOut.class, it -> assertThat(it.message()).contains("time limit"));
        assertThat(text()).isEmpty();
    }

    @Test
    void revoke_wins_overASupervisorThatComesLate() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("touch " + directory + "/ran"));

        assertThat(runs.revoke(id)).isTrue();
        var end = runs.start(id, plan("touch " + directory + "/ran"), LONG, this::sink, new Stop());

        assertThat(end).isInstanceOf(RunEnd.NotStarted.class);
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void revoke_comesTooLate_forARunThatHasStarted() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("true"));
        runs.start(id, plan("true"), LONG, this::sink, new Stop());

        assertThat(runs.revoke(id)).isFalse();
    }

    @Test
    void attach_goesOnFromTheByteThatWasStoredLast() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("printf 0123456789; exit 4"));
        runs.start(id, plan("printf 0123456789; exit 4"), LONG, (_, length, _, _) -> length, new Stop());

        var rest = new StringBuilder();
        var end = runs.attach(
                id,
                4,
                null,
                LONG,
                (bytes, length, _, _) -> {
                    rest.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
                    return length;
                },
                new Stop());

        assertThat(end).isEqualTo(new RunEnd.Exited(4));
        assertThat(rest).hasToString("456789");
    }

    @Test
    void start_saysThatNobodyKnows_whenSomebodyTookTheRightToStartAway() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("echo never"));
        Files.delete(directory.resolve("runs").resolve(id).resolve("ready"));

        assertThat(runs.start(id, plan("echo never"), LONG, this::sink, new Stop()))
                .isInstanceOf(RunEnd.Lost.class);
        assertThat(text()).isEmpty();
    }

    @Test
    void attach_saysThatNobodyKnows_whenTheSupervisorWasKilled() throws Exception {
        var id = runs.newId();
        var plan = plan("kill -9 $PPID; exit 0");
        runs.prepare(id, plan);

        assertThat(runs.start(id, plan, LONG, this::sink, new Stop())).isInstanceOf(RunEnd.Lost.class);
        assertThat(runs.attach(id, 0, null, LONG, (_, length, _, _) -> length, new Stop()))
                .isInstanceOf(RunEnd.Lost.class);
        assertThat(runs.attach(runs.newId(), 0, null, LONG, this::sink, new Stop()))
                .isInstanceOf(RunEnd.Lost.class);
    }

    @Test
    void attach_doesNotTakeAnotherProcessForTheSupervisor() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("true"));
        var run = directory.resolve("runs").resolve(id);
        Files.move(run.resolve("ready"), run.resolve("started"));
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.writeString(
                run.resolve("pid"),
                "%d 1 %s pid:[1]\n".formatted(ProcessHandle.current().pid(), boot));
        var lost = runs.attach(id, 0, null, LONG, this::sink, new Stop());
        Files.writeString(
                run.resolve("pid"),
                "%d 1 another-boot pid:[1]\n".formatted(ProcessHandle.current().pid()));
        var ofAnotherBoot = runs.attach(id, 0, null, LONG, this::sink, new Stop());

        assertThat(List.of(lost, ofAnotherBoot))
                .allSatisfy(end -> assertThat(end)
                        .isInstanceOfSatisfying(
                                RunEnd.Lost.class,
                                it -> assertThat(it.message()).contains("was killed")));
    }

    /** What a power cut leaves of a run that had begun: no rename and nothing that was written has reached the disk. */
    @Test
    void salvage_takesARunForLost_thoughItsFilesSayThatItNeverBegan() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("true"));
        var run = directory.resolve("runs").resolve(id);
        for (var empty : List.of("pid", "key", "plan.json", "supervise")) {
            Files.write(run.resolve(empty), new byte[0]);
        }
        Files.writeString(run.resolve("log"), "began\n");

        var end = runs.salvage(id, 0, this::sink);

        assertThat(end)
                .isInstanceOfSatisfying(
                        RunEnd.Lost.class, it -> assertThat(it.message()).contains("rebooted"));
        assertThat(text()).isEqualTo("began\n");
        assertThat(runs.key(id)).isEmpty();
    }

    @Test
    void salvage_knowsHowACommandEnded_ifThatReachedTheDisk() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("true"));
        var run = directory.resolve("runs").resolve(id);
        Files.move(run.resolve("exit.pending"), run.resolve("exit.3"));

        assertThat(runs.salvage(id, 0, this::sink)).isEqualTo(new RunEnd.Exited(3));
    }
}
