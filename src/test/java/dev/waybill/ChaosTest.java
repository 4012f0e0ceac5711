package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server is killed five times on each database; bin/chaos does so as often as one likes. */
@Tag("packaged")
class ChaosTest {
    @TempDir
    Path directory;

    @Test
    void noDeployIsLost_onSqlite() throws Exception {
        chaos();
    }

    @Test
    void noDeployIsLost_onPostgres() throws Exception {
        chaos("--database", Postgres.fresh().jdbcUrl());
    }

    private void chaos(String... more) throws Exception {
        var command = new ArrayList<>(List.of("bin/chaos", "--kills", "5", "--deploys", "10"));
        command.addAll(List.of(more));
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var code = process.waitFor();

        assertThat(code).as(Files.readString(output)).isZero();
    }
}
