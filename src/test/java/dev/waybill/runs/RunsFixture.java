package dev.waybill.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Time;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine with its own directory, and the output of its runs. */
abstract class RunsFixture {
    static final Limits LONG = new Limits(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(300));

    @TempDir
    Path directory;

    LinuxMachine machine;
    Runs runs;
    final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws Exception {
        machine = new LinuxMachine(directory.resolve("runs"));
        runs = new Runs(machine, Time.system());
    }

    @AfterEach
    void close() throws Exception {
        machine.close();
    }

    RunPlan plan(String command) {
        return plan(command, Map.of("PATH", System.getenv("PATH")));
    }

    RunPlan plan(String command, Map<String, String> environment) {
        return new RunPlan("web/production#1", "deploy", directory, command, environment, null, "the key");
    }

    int sink(byte[] bytes, int length, long from, boolean isLast) {
        assertThat(from).isEqualTo(output.size());
        output.write(bytes, 0, length);
        return length;
    }

    String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    RunEnd run(String command, Limits limits, Stop stop) throws Exception {
        var id = runs.newId();
        runs.prepare(id, plan(command));
        return start(id, plan(command), limits, this::sink, stop);
    }

    RunEnd start(String id, RunPlan plan, Limits limits, LogSink sink, Stop stop) throws Exception {
        try (var launched = runs.launch(id, plan, stop)) {
            return runs.start(launched, limits, sink, stop);
        }
    }
}
