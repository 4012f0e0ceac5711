package dev.waybill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line {@code waybill} in a process of its own, as a user runs it. */
public final class TestCli {
    private static final long HANGS_AFTER_SECONDS = 300;

    private final CompletableFuture<Started> first = new CompletableFuture<>();
    private final Map<String, String> environment;
    private final Path scratch;

    public TestCli(String url, String token, Path scratch) {
        this(Map.of("WAYBILL_URL", url, "WAYBILL_TOKEN", token), scratch);
    }

    /** @param environment what it finds there, and nothing else of its own */
    public TestCli(Map<String, String> environment, Path scratch) {
        this.environment = environment;
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
        var process = start(out, err, command(arguments));
        first.complete(new Started(process, out, err));
        return ended(process, out, err, arguments);
    }

    private static Done ended(Process process, Path out, Path err, String... arguments)
            throws IOException, InterruptedException {
        if (!process.waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("waybill %s hangs".formatted(String.join(" ", arguments)));
        }
        return new Done(
                process.exitValue(),
                Files.readAllBytes(out),
                Files.readString(err).strip());
    }

    /** Waits until the first verb, which another thread runs, has said something on stderr. */
    public void awaitErr(String text) throws Exception {
        await(first.get().err(), text);
    }

    /** The same for stdout. */
    public void awaitOut(String text) throws Exception {
        await(first.get().out(), text);
    }

    private void await(Path file, String text) throws Exception {
        var goesOn = true;
        while (!Files.readString(file).contains(text)) {
            if (!goesOn) {
                throw new AssertionError("waybill ended without \"%s\": %s".formatted(text, Files.readString(file)));
            }
            goesOn = !first.get().process().waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private record Started(Process process, Path out, Path err) {}

    /** @param shell a line of bash, in which {@code "$@"} stands for the verb */
    public Done runInShell(String shell, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(scratch, "cli", ".out");
        var err = Files.createTempFile(scratch, "cli", ".err");
        var command = new ArrayList<>(List.of("bash", "-c", shell, "waybill"));
        command.addAll(command(arguments));
        return ended(start(out, err, command), out, err, arguments);
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(Program.verb());
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(Path out, Path err, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", scratch.toString());
        return builder.start();
    }
}
