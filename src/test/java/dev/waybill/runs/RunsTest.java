package dev.waybill.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class RunsTest extends RunsFixture {
    @Test
    void start_returnsOutputAndExitCode() throws Exception {
        assertThat(run("echo out; echo err >&2; exit 3", LONG, new Stop())).isEqualTo(new RunEnd.Exited(3));
        assertThat(text()).isEqualTo("out\nerr\n");
    }

    @Test
    void start_reportsASignal_likeAShell() throws Exception {
        assertThat(run("kill -9 $$", LONG, new Stop())).isEqualTo(new RunEnd.Exited(137));
    }

    @Test
    void start_keepsEveryByteOfALargeOutput() throws Exception {
        run("seq 1 300000", LONG, new Stop());

        assertThat(text()).hasSize(1_988_895).startsWith("1\n2\n").endsWith("299999\n300000\n");
    }

    @Test
    void command_hasNoInput_andASessionOfItsOwn() throws Exception {
        run("cat; ps -o sid= -p $$ | tr -d ' '; echo $PPID", LONG, new Stop());

        var lines = text().lines().toList();
        assertThat(lines.get(0)).isEqualTo(lines.get(1));
    }

    /** Otherwise, variables such as LD_PRELOAD would take effect before it gives up its privileges. */
    @Test
    void supervisor_doesNotHaveTheEnvironmentOfItsCommand() throws Exception {
        var value = "it's \"$HOME\" `id` \\ \n# whole\n ä";
        var id = runs.newId();
        var plan = plan(
                "printf '%s|' \"$LD_PRELOADED\" \"$UID_\"; tr '\\0' ' ' < /proc/$(ps -o sid= -p $$ | tr -d ' ')/environ",
                Map.of("PATH", System.getenv("PATH"), "LD_PRELOADED", value, "UID_", "", "UID", "7"));
        runs.prepare(id, plan);

        assertThat(start(id, plan, LONG, this::sink, new Stop())).isEqualTo(new RunEnd.Exited(0));
        assertThat(text())
                .isEqualTo(value
                        + "||PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin WAYBILL_RUN=%s "
                                .formatted(id));
    }

    @Test
    void supervisor_startsNothing_ifTheServerIsKilledBeforeTheEnvironmentIsComplete() throws Exception {
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
    void launch_doesNotStartTheCommand_untilStart() throws Exception {
        var id = runs.newId();
        var plan = plan("touch ran");
        var stop = new Stop();
        runs.prepare(id, plan);

        runs.launch(id, plan, stop).close();
        stop.bell.acquire(); // the supervisor has exited

        assertThat(runs.revoke(id)).isTrue();
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void prepare_namesAnInvalidVariable_withoutItsValue() {
        assertThatThrownBy(() -> runs.prepare(runs.newId(), plan("true", Map.of("KEY", "abc\0def"))))
                .hasMessage("variable KEY contains a NUL character, which is not allowed");
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
                return start(
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
            return false; // it has exited
        }
    }

    @Test
    void exceededLimit_endsTheRun_withAMessage() throws Exception {
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
}
