package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.waybill.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The packaged server is killed, frozen and left without power, at every kind of moment; much longer with {@code -Dwaybill.chaos=long}.
 * Most of that is waiting, so the tests run beside each other.
 */
@Tag("packaged")
@Timeout(value = 1, unit = TimeUnit.HOURS)
@Execution(ExecutionMode.CONCURRENT)
class ChaosTest {
    private static final boolean IS_LONG = "long".equals(System.getProperty("waybill.chaos"));
    /** That of all plans; null for any. */
    private static final @Nullable String SEED = System.getProperty("waybill.seed");

    private static final int LIMIT_MINUTES = IS_LONG ? 59 : 20;

    @TempDir
    Path directory;

    @Test
    void noDeployIsLost_onSqlite() throws Exception {
        chaos(IS_LONG ? 200 : 4, IS_LONG ? 400 : 8);
    }

    @Test
    void noDeployIsLost_onPostgres() throws Exception {
        chaos(
                IS_LONG ? 200 : 3,
                IS_LONG ? 400 : 6,
                "--database",
                Postgres.empty().jdbcUrl());
    }

    @Test
    void noDeployIsLost_onSeveralNodes() throws Exception {
        chaos(
                IS_LONG ? 60 : 4,
                IS_LONG ? 180 : 8,
                "--nodes",
                "3",
                "--database",
                Postgres.empty().jdbcUrl());
    }

    @Test
    void noCommandRunsTwice_whenThePowerGoes() throws Exception {
        chaos(IS_LONG ? 20 : 2, IS_LONG ? 60 : 6, "--power");
    }

    private void chaos(int kills, int deploys, String... more) throws Exception {
        var command = new ArrayList<>(List.of("bin/chaos", "--kills", "" + kills, "--deploys", "" + deploys));
        command.addAll(List.of(more));
        if (SEED != null) {
            command.addAll(List.of("--seed", SEED));
        }
        var file = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        var hasEnded = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!hasEnded) {
            process.destroy(); // it ends its servers
        }
        var code = process.waitFor();
        var output = Files.readString(file);

        assertThat(hasEnded).as("%d minutes: %s", LIMIT_MINUTES, output).isTrue();
        assertThat(code).as("%s", output).isZero();
        assumeFalse(output.lines().anyMatch(line -> line.startsWith("Skipped")), output);
    }
}
