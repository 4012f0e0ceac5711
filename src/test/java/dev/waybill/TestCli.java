package dev.waybill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line {@code waybill} in a process of its own, as a user runs it. */
public final class TestCli {
    private final String url;
    private final String token;
    private final Path scratch;

    public TestCli(String url, String token, Path scratch) {
        this.url = url;
        this.token = token;
        this.scratch = scratch;
    }

    /** How a verb ended. */
    public record Done(int code, byte[] bytes, String err) {
        /** What it wrote to stdout, as text. */
        public String out() {
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(bytes);
        }
    }

    public Done run(String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(scratch, "cli", ".out");
        var err = Files.createTempFile(scratch, "cli", ".err");
        var process = start(out, err, arguments);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("waybill %s hangs".formatted(String.join(" ", arguments)));
        }
        return new Done(
                process.exitValue(),
                Files.readAllBytes(out),
                Files.readString(err).strip());
    }

    private Process start(Path out, Path err, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waybill.Cli"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("WAYBILL_URL", url);
        builder.environment().put("WAYBILL_TOKEN", token);
        builder.environment().put("HOME", scratch.toString());
        return builder.start();
    }
}
