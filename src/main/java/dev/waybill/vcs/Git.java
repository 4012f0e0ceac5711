package dev.waybill.vcs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the git command line. It never prompts, speaks only the protocols named, and runs no hooks. Output goes to a file
 * rather than a pipe, since a thread that waits on a pipe holds a carrier thread. Safe from many threads; blocks.
 */
public final class Git {
    private static final String ALL_PROTOCOLS = "file:git:http:https:ssh";
    private static final long GRACE_MILLIS = 500;
    private static final int LONGEST_COMPLAINT = 500;
    private static final long LARGEST_ANSWER = 256L * 1024 * 1024;
    private static final long LOOK_MILLIS = 100;

    /** Where a reason begins: git's own words, or those of ssh. */
    private static final Pattern REASON = Pattern.compile("^(fatal|error|ssh):|: Permission denied \\(");

    /** What would make git work in another repository than the one it is told: git rev-parse --local-env-vars. */
    private static final List<String> LOCAL_VARIABLES = List.of(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_CONFIG",
            "GIT_CONFIG_PARAMETERS",
            "GIT_CONFIG_COUNT",
            "GIT_OBJECT_DIRECTORY",
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_IMPLICIT_WORK_TREE",
            "GIT_GRAFT_FILE",
            "GIT_INDEX_FILE",
            "GIT_NO_REPLACE_OBJECTS",
            "GIT_REPLACE_REF_BASE",
            "GIT_PREFIX",
            "GIT_SHALLOW_FILE",
            "GIT_COMMON_DIR");

    private final Path scratch;
    private final String ssh;
    private final @Nullable Remote remote;

    /**
     * Finds out how the user's git reaches ssh repositories.
     *
     * @param scratch a directory for the output of commands under way; made when missing
     */
    public static Git open(Path scratch) throws IOException, InterruptedException {
        var ssh = System.getenv("GIT_SSH_COMMAND");
        if (ssh == null) {
            Files.createDirectories(scratch);
            var configured = new Git(scratch, "ssh", null)
                    .run(scratch, Duration.ofSeconds(30), "config", "--get", "core.sshCommand");
            ssh = configured.ok() && !configured.output().isEmpty() ? configured.output() : "ssh";
        }
        return new Git(scratch, ssh, null);
    }

    private Git(Path scratch, String ssh, @Nullable Remote remote) {
        this.scratch = scratch;
        this.ssh = ssh;
        this.remote = remote;
    }

    /** The same with what opens a repository. */
    public Git reaching(Remote other) {
        return new Git(scratch, ssh, other);
    }

    /** How a git command ended. {@code output} is stdout and stderr together, without space at the ends. */
    public record Done(int code, String output) {
        boolean ok() {
            return code == 0;
        }
    }

    /** Runs git and answers how it ended. */
    public Done run(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), ALL_PROTOCOLS, directory, timeout, arguments);
    }

    /**
     * Runs git with only some protocols allowed.
     *
     * @param protocols as in GIT_ALLOW_PROTOCOL of git(1), such as {@code "https:ssh"}
     */
    public Done runOver(String protocols, Path directory, Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of(), protocols, directory, timeout, arguments);
    }

    private Done run(List<String> prefix, String protocols, Path directory, Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        var output = Files.createTempFile(scratch, "git", ".out");
        try {
            var builder = builder(prefix, directory, protocols, arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            return done(builder, timeout, output, Long.MAX_VALUE, output, arguments);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Reads what git answered, from its beginning. */
    @FunctionalInterface
    interface Reading<T> {
        T read(InputStream answer) throws IOException;
    }

    /** Runs git and reads its stdout alone, byte by byte as it is; throws with what it complained about, or if it is too much. */
    <T> T read(Path directory, Duration timeout, Reading<T> reading, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        var answer = Files.createTempFile(scratch, "git", ".out");
        var complaints = Files.createTempFile(scratch, "git", ".err");
        try {
            var words = arguments.toArray(String[]::new);
            var builder = builder(List.of(), directory, ALL_PROTOCOLS, words)
                    .redirectOutput(answer.toFile())
                    .redirectError(complaints.toFile());
            orThrow(words, done(builder, timeout, complaints, LARGEST_ANSWER, answer, words));
            try (var stream = new BufferedInputStream(Files.newInputStream(answer), 1 << 16)) {
                return reading.read(stream);
            }
        } finally {
            Files.deleteIfExists(answer);
            Files.deleteIfExists(complaints);
        }
    }

    /**
     * Runs to the end.
     *
     * @param said the file of the output that is answered
     * @param largest how many bytes may be in {@code answer}
     */
    private static Done done(
            ProcessBuilder builder, Duration timeout, Path said, long largest, Path answer, String... arguments)
            throws IOException, InterruptedException {
        var process = builder.start();
        try {
            var left = timeout.toMillis();
            while (!process.waitFor(Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
                left -= LOOK_MILLIS;
                if (left <= 0) {
                    return new Done(
                            124, "git %s did not end within %d s".formatted(verb(arguments), timeout.toSeconds()));
                }
                if (Files.size(answer) > largest) {
                    return new Done(125, "its answer has more than %d MB".formatted(largest >> 20));
                }
            }
        } finally {
            end(process);
        }
        return new Done(process.exitValue(), new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip());
    }

    /** TERM first, so that git removes its lock files. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        var helpers = process.descendants().toList();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        helpers.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Runs git and answers its output, or throws with what it complained about. */
    public String must(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        return orThrow(arguments, run(directory, timeout, arguments));
    }

    /**
     * The same, while no other does so with this lock: git itself holds it, so one that has survived the server is waited for.
     */
    String mustAlone(Path lock, Path directory, Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        return orThrow(arguments, run(List.of("flock", lock.toString()), ALL_PROTOCOLS, directory, timeout, arguments));
    }

    /** The word that says what git was to do, behind its options. */
    private static String verb(String[] arguments) {
        var at = 0;
        while (at < arguments.length - 1 && arguments[at].equals("-c")) {
            at += 2;
        }
        return arguments[at];
    }

    private static String orThrow(String[] arguments, Done done) throws IOException {
        if (!done.ok()) {
            throw new IOException("git %s: %s".formatted(verb(arguments), complaint(done)));
        }
        return done.output();
    }

    /** What git says about why it failed, from the line that names it on: the way out stands behind it. */
    public static String complaint(Done done) {
        if (done.output().contains("Host key verification failed")) {
            return done.output().contains("HOST IDENTIFICATION HAS CHANGED")
                    ? "the host shows another key than the one that is trusted; if that is meant to be: waybill hosts trust URL"
                    : "nobody has trusted the key of the host yet; to look at it and decide: waybill hosts trust URL";
        }
        var line = done.output()
                .lines()
                .dropWhile(it -> !REASON.matcher(it).find())
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" "));
        if (line.isEmpty()) {
            line = done.output().isEmpty() ? "exit code " + done.code() : done.output();
        }
        return line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) + "…" : line;
    }

    private ProcessBuilder builder(List<String> prefix, Path directory, String protocols, String[] arguments) {
        // A session of its own: Ctrl-C at the server is none for git, whose failure would be taken for an answer.
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(prefix);
        command.addAll(
                List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"));
        if (remote != null) {
            command.addAll(remote.options());
        }
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var environment = builder.environment();
        LOCAL_VARIABLES.forEach(environment::remove);
        environment.putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "true",
                "SSH_ASKPASS", "true",
                "GIT_ALLOW_PROTOCOL", protocols,
                "LC_ALL", "C.UTF-8"));
        if (remote != null) {
            environment.putAll(remote.variables(ssh));
        }
        return builder;
    }
}
