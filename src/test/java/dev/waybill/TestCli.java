package dev.waybill;

import dev.waybill.cli.terminal.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line {@code waybill} with an environment of its own. In this process, since one takes longer to start than most verbs
 * take, unless a test is about the process.
 */
public final class TestCli {
    private static final long HANGS_AFTER_SECONDS = 300;

    static {
        // A verb that is over has left no connection behind for the next one, as if its process had ended.
        System.setProperty("http.keepAlive", "false");
    }

    private final CompletableFuture<Streams> first = new CompletableFuture<>();
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

    private record Streams(Captured out, Captured err) {}

    /** What somebody writes, for others to wait for. Thread-safe. */
    private static final class Captured extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean isOver;

        @Override
        public synchronized void write(int single) {
            bytes.write(single);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
            notifyAll();
        }

        /** Nothing comes after this. */
        synchronized void end() {
            isOver = true;
            notifyAll();
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        /** Waits until there is such a text. */
        synchronized void await(String text) throws InterruptedException {
            while (!text().contains(text)) {
                if (isOver) {
                    throw new AssertionError("it ended without \"%s\": %s".formatted(text, text()));
                }
                wait();
            }
        }
    }

    public Done run(String... arguments) {
        var out = new Captured();
        var err = new Captured();
        first.complete(new Streams(out, err));
        try {
            var code = new Surroundings(variables(), InputStream.nullInputStream(), out, err, false)
                    .call(() -> Cli.commandLine(arguments).execute(arguments));
            return new Done(code, out.bytes(), err.text().strip());
        } finally {
            out.end();
            err.end();
        }
    }

    private Map<String, String> variables() {
        var variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("WAYBILL_"));
        variables.putAll(environment);
        variables.put("HOME", scratch.toString());
        return variables;
    }

    /** Waits until the first verb, which another thread runs, has said something on stderr. */
    public void awaitErr(String text) throws Exception {
        first.get().err().await(text);
    }

    /** The same for stdout. */
    public void awaitOut(String text) throws Exception {
        first.get().out().await(text);
    }

    /** Runs a verb in a process of its own, as a user does. */
    public Done runAlone(String... arguments) throws IOException, InterruptedException {
        return ended(command(arguments), arguments);
    }

    /** @param shell a line of bash, in which {@code "$@"} stands for the verb */
    public Done runInShell(String shell, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "-c", shell, "waybill"));
        command.addAll(command(arguments));
        return ended(command, arguments);
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(Program.verb());
        command.addAll(List.of(arguments));
        return command;
    }

    private Done ended(List<String> command, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(scratch, "cli", ".out");
        var err = Files.createTempFile(scratch, "cli", ".err");
        var process = start(out, err, command);
        if (!process.waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("waybill %s hangs".formatted(String.join(" ", arguments)));
        }
        return new Done(
                process.exitValue(),
                Files.readAllBytes(out),
                Files.readString(err).strip());
    }

    private Process start(Path out, Path err, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables());
        return builder.start();
    }
}
