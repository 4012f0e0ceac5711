package dev.waybill.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to a run when its server stops, or when its permission to start is withdrawn. */
@Tag("processes")
class KeptRunsTest extends RunsFixture {
    @Test
    void revoke_preventsALateSupervisorFromStarting() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("touch " + directory + "/ran"));

        assertThat(runs.revoke(id)).isTrue();
        var end = start(id, plan("touch " + directory + "/ran"), LONG, this::sink, new Stop());

        assertThat(end).isInstanceOf(RunEnd.NotStarted.class);
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void revoke_fails_ifTheRunHasStarted() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("true"));
        start(id, plan("true"), LONG, this::sink, new Stop());

        assertThat(runs.revoke(id)).isFalse();
    }

    @Test
    void attach_continuesAfterTheLastStoredByte() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("printf 0123456789; exit 4"));
        start(id, plan("printf 0123456789; exit 4"), LONG, (_, length, _, _) -> length, new Stop());

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
    void start_reportsAnUnknownResult_ifThePermissionToStartWasWithdrawn() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("echo never"));
        Files.delete(directory.resolve("runs").resolve(id).resolve("ready"));

        assertThat(start(id, plan("echo never"), LONG, this::sink, new Stop())).isInstanceOf(RunEnd.Lost.class);
        assertThat(text()).isEmpty();
    }

    @Test
    void attach_reportsAnUnknownResult_ifTheSupervisorWasKilled() throws Exception {
        var id = runs.newId();
        var plan = plan("kill -9 $PPID; exit 0");
        runs.prepare(id, plan);

        assertThat(start(id, plan, LONG, this::sink, new Stop())).isInstanceOf(RunEnd.Lost.class);
        assertThat(runs.attach(id, 0, null, LONG, (_, length, _, _) -> length, new Stop()))
                .isInstanceOf(RunEnd.Lost.class);
        assertThat(runs.attach(runs.newId(), 0, null, LONG, this::sink, new Stop()))
                .isInstanceOf(RunEnd.Lost.class);
    }

    @Test
    void attach_doesNotMistakeAnotherProcessForTheSupervisor() throws Exception {
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

    /** After a power failure, neither renames nor writes may have reached the disk. */
    @Test
    void salvage_reportsALostRun_evenIfItsFilesSayThatItNeverStarted() throws Exception {
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
    void salvage_returnsTheExitCode_ifItReachedTheDisk() throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan("true"));
        var run = directory.resolve("runs").resolve(id);
        Files.move(run.resolve("exit.pending"), run.resolve("exit.3"));

        assertThat(runs.salvage(id, 0, this::sink)).isEqualTo(new RunEnd.Exited(3));
    }
}
