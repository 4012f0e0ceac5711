package dev.waybill.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code sync} of the tests' own, first in the path, records what the supervisor syncs, and what there is by then. */
class SyncedOutputTest {
    @TempDir
    Path directory;

    private RunDirectory run;

    @BeforeEach
    void prepare() throws IOException {
        var programs = Files.createDirectory(directory.resolve("programs"));
        var sync = Files.writeString(programs.resolve("sync"), """
                #!/bin/sh
                { echo "sync $*"; cat log; ls; } > %s
                """.formatted(record()));
        assertThat(sync.toFile().setExecutable(true)).isTrue();
        run = new RunDirectory(directory.resolve("run"));
        run.write(new RunPlan("web/production#1", "deploy", directory, "the plan's", Map.of(), null, "the key"), null);
    }

    private Path record() {
        return directory.resolve("record");
    }

    @Test
    void output_isOnDisk_beforeTheExitCode() throws Exception {
        supervise("echo hello; exit 3");

        assertThat(run.exitCode()).hasValue(3);
        assertThat(record()).content().startsWith("sync log key\nhello\n").contains("exit.pending");
    }

    @Test
    void noOutput_needsNoSync() throws Exception {
        supervise("true");

        assertThat(run.exitCode()).hasValue(0);
        assertThat(record()).doesNotExist();
    }

    private void supervise(String command) throws Exception {
        var builder = new ProcessBuilder(
                "sh", run.supervisor().toString(), run.path().toString(), directory.toString(), command, "pid:[1]", "");
        builder.environment().merge("PATH", directory.resolve("programs") + ":", (path, first) -> first + path);
        var process =
                builder.redirectOutput(Redirect.appendTo(run.log().toFile())).start();
        try (var input = process.getOutputStream()) {
            input.write("\n# whole\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor()).isZero();
    }
}
