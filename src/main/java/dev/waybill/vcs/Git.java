package dev.waybill.vcs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the git command line. It never prompts, speaks only the protocols named, and runs no hooks. Output goes to a file
 * rather than a pipe, since a thread that waits on a pipe holds a carrier thread. Safe from many threads; blocks.
 */
public final class Git {
    private static final int LONGEST_COMPLAINT = 2_000;

    private final Path scratch;

    /** @param scratch a directory for the output of commands under way; made when missing */
    public Git(Path scratch) {
        this.scratch = scratch;
    }

    /** How a git command ended. {@code output} is stdout and stderr together, without space at the ends. */
    public record Done(int code, String output) {
        boolean ok() {
            return code == 0;
        }
    }

    /** Runs git and answers how it ended. */
    public Done run(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        return runOver("file:git:http:https:ssh", directory, timeout, arguments);
    }

    /**
     * Runs git with only some protocols allowed.
     *
     * @param protocols as in GIT_ALLOW_PROTOCOL of git(1), such as {@code "https:ssh"}
     */
    public Done runOver(String protocols, Path directory, Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        var output = Files.createTempFile(scratch, "git", ".out");
        try {
            var process = builder(directory, protocols, arguments, output).start();
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    return new Done(124, "git %s did not end within %d s".formatted(arguments[0], timeout.toSeconds()));
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new Done(process.exitValue(), text(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Runs git and answers its output, or throws with what it complained about. */
    public String must(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        var done = run(directory, timeout, arguments);
        if (!done.ok()) {
            throw new IOException("git %s: %s".formatted(arguments[0], complaint(done)));
        }
        return done.output();
    }

    /** The line of git's output that says most about why it failed. */
    static String complaint(Done done) {
        return done.output()
                .lines()
                .filter(line -> line.startsWith("fatal:") || line.startsWith("error:") || line.startsWith("ssh:"))
                .findFirst()
                .orElseGet(() -> done.output().isEmpty() ? "exit code " + done.code() : done.output());
    }

    private static ProcessBuilder builder(Path directory, String protocols, String[] arguments, Path output) {
        var command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = builder.environment();
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith("GIT_DIR") || name.startsWith("GIT_WORK_TREE") || name.startsWith("GIT_INDEX"));
        environment.putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "true",
                "SSH_ASKPASS", "true",
                "GIT_ALLOW_PROTOCOL", protocols,
                "LC_ALL", "C.UTF-8"));
        environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        return builder;
    }

    private static String text(Path output) throws IOException {
        var text = Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1)
                .strip();
        return text.length() > LONGEST_COMPLAINT ? text.substring(0, LONGEST_COMPLAINT) : text;
    }
}
