package dev.waybill.vcs.git;

import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.GitFailure.Kind;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs git. It never prompts, uses only the permitted protocols, and runs no hooks. Output goes to files, because a
 * thread that reads a process's pipe pins its carrier thread. Thread-safe; blocks.
 */
public final class Git {
    /** All protocols for repositories, as in GIT_ALLOW_PROTOCOL of git(1). */
    private static final String ALL_PROTOCOLS = "file:git:http:https:ssh";

    private static final long LARGEST_ANSWER = 256L * 1024 * 1024;
    private static final long LARGEST_OUTPUT = 64L * 1024 * 1024;

    /** Commands with a longer time limit are ended when the server ends, see {@link Leash}. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    /** How long a host may be silent. Keep-alives of git's own upload-pack come every five seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** How long git waits for a lock held by a git process of an earlier server. */
    private static final String LOCK_SECONDS = "10";

    private static final int LOCKED = 75;

    private final Path scratch;
    private final Surroundings surroundings;
    private final String ssh;
    private final @Nullable Remote remote;
    private final String protocols;
    private final Duration silence;

    /**
     * Determines which ssh command the user's git uses.
     *
     * @param scratch a directory for the output of running commands; created if missing
     */
    public static Git open(Path scratch) throws IOException, InterruptedException {
        var git = new Git(scratch, Surroundings.in(scratch), "ssh", null, ALL_PROTOCOLS, SILENCE);
        return new Git(scratch, git.surroundings, git.usersSsh(), null, ALL_PROTOCOLS, SILENCE);
    }

    private Git(
            Path scratch,
            Surroundings surroundings,
            String ssh,
            @Nullable Remote remote,
            String protocols,
            Duration silence) {
        this.scratch = scratch;
        this.surroundings = surroundings;
        this.ssh = ssh;
        this.remote = remote;
        this.protocols = protocols;
        this.silence = silence;
    }

    /** In the order of precedence in git(1), as a command for sh. */
    private String usersSsh() throws IOException, InterruptedException {
        var command = System.getenv("GIT_SSH_COMMAND");
        if (command != null && !command.isBlank()) {
            return command;
        }
        var elsewhere = reaching(Remote.of(new RepositoryUrl("ssh://host/")));
        var configured = elsewhere.run(scratch, SHORT, "config", "--get", "core.sshCommand");
        if (configured.ok() && !configured.output().isEmpty()) {
            return configured.output();
        }
        var program = System.getenv("GIT_SSH");
        return program == null || program.isBlank() ? "ssh" : Remote.quoted(program);
    }

    /**
     * A git with the credentials of a repository, and with the user's configuration of how to reach it; must not be
     * used to check out files. A command is ended when its host is silent for too long.
     */
    public Git reaching(Remote other) {
        return new Git(scratch, surroundings, ssh, other, protocols, silence);
    }

    /**
     * The same with fewer protocols.
     *
     * @param some as in GIT_ALLOW_PROTOCOL of git(1), such as {@code "https:ssh"}
     */
    public Git over(String some) {
        return new Git(scratch, surroundings, ssh, remote, some, silence);
    }

    /** The same with another time limit for silent hosts. */
    public Git withSilence(Duration longest) {
        return new Git(scratch, surroundings, ssh, remote, protocols, longest);
    }

    /** How a git command ended. {@code output} is stdout and stderr together, stripped. */
    public record Done(Kind kind, int code, String output) {
        public boolean ok() {
            return code == 0;
        }
    }

    /** Runs git, whatever its exit code. */
    public Done run(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), directory, Limits.of(timeout), arguments);
    }

    private Done run(List<String> prefix, Path directory, Limits limits, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        var output = Files.createTempFile(scratch, "git", ".out");
        var refused = output.resolveSibling(output.getFileName() + ".refused");
        try {
            var builder = builder(prefix, directory, limits, arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put(Remote.REFUSED, refused.toAbsolutePath().toString());
            return clean(process(limits, output, LARGEST_OUTPUT, arguments).run(builder, output));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(refused);
        }
    }

    /** Masks the URL, because earlier versions accepted URLs with tokens. */
    private Done clean(Done done) {
        return remote == null
                ? done
                : new Done(
                        done.kind(),
                        done.code(),
                        done.output().replace(remote.url().text(), remote.url().toString()));
    }

    /** Reads the output of git. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(InputStream answer) throws IOException;
    }

    /**
     * Runs git and reads its stdout as bytes.
     *
     * @throws IOException with git's error message if it fails, or if the output is too large
     */
    public <T> T read(Path directory, Duration timeout, Reading<T> reading, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        var answer = Files.createTempFile(scratch, "git", ".out");
        var complaints = Files.createTempFile(scratch, "git", ".err");
        try {
            var words = arguments.toArray(String[]::new);
            var limits = Limits.of(timeout);
            var builder = builder(List.of(), directory, limits, words)
                    .redirectOutput(answer.toFile())
                    .redirectError(complaints.toFile());
            orThrow(words, clean(process(limits, answer, LARGEST_ANSWER, words).run(builder, complaints)));
            try (var stream = new BufferedInputStream(Files.newInputStream(answer), 1 << 16)) {
                return reading.read(stream);
            }
        } finally {
            Files.deleteIfExists(answer);
            Files.deleteIfExists(complaints);
        }
    }

    /**
     * Runs git and returns its stdout.
     *
     * @throws IOException with git's error message if it fails
     */
    public String answer(Path directory, Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        return read(
                directory,
                timeout,
                answer -> new String(answer.readAllBytes(), StandardCharsets.UTF_8),
                List.of(arguments));
    }

    /**
     * Runs git and returns its output.
     *
     * @throws IOException with git's error message if it fails
     */
    public String must(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        return orThrow(arguments, run(directory, timeout, arguments));
    }

    /** Like {@link #must}, but retries while another git process holds this lock. */
    public void mustAlone(Path lock, Path directory, Limits limits, String... arguments)
            throws IOException, InterruptedException {
        var flock = List.of("flock", "--no-fork", "-w", LOCK_SECONDS, "-E", Integer.toString(LOCKED), lock.toString());
        var done = run(flock, directory, limits, arguments);
        if (done.kind() == Kind.ENDED && done.code() == LOCKED) {
            throw new GitFailure(
                    Kind.LOCKED,
                    "git %s: a git process of an earlier server is still writing there; retrying"
                            .formatted(verb(arguments)));
        }
        orThrow(arguments, done);
    }

    /** The git command, which follows its options. */
    private static String verb(String[] arguments) {
        var at = 0;
        while (at < arguments.length - 1 && arguments[at].equals("-c")) {
            at += 2;
        }
        return arguments[at];
    }

    private static String orThrow(String[] arguments, Done done) throws IOException {
        if (done.kind() != Kind.ENDED) {
            throw new GitFailure(done.kind(), done.output());
        }
        if (!done.ok()) {
            throw GitFailure.of(done, verb(arguments));
        }
        return done.output();
    }

    /** Why git failed, if known, and git's own message, as one short line. */
    public static String complaint(Done done) {
        return Complaint.of(done);
    }

    private boolean isOnLeash(Limits limits) {
        return remote != null || limits.total().compareTo(SHORT) > 0;
    }

    private GitProcess process(Limits limits, Path answer, long largest, String[] arguments) {
        var watched = remote == null ? limits : limits.withSilence(silence);
        return new GitProcess(verb(arguments), watched, isOnLeash(limits), answer, largest);
    }

    private ProcessBuilder builder(List<String> prefix, Path directory, Limits limits, String[] arguments) {
        var command = new ArrayList<>(prefix);
        command.add("git");
        command.addAll(Surroundings.options(remote != null));
        if (remote != null) {
            command.addAll(remote.options());
        }
        command.addAll(List.of(arguments));
        var onLeash = isOnLeash(limits);
        // A session of its own, so that Ctrl-C for the server does not reach git, whose failure would be
        // misinterpreted.
        var session = new ArrayList<>(List.of("setsid"));
        session.addAll(onLeash ? Leash.around(command) : command);
        var builder = new ProcessBuilder(session)
                .directory(directory.toFile())
                .redirectInput(
                        onLeash
                                ? ProcessBuilder.Redirect.PIPE
                                : ProcessBuilder.Redirect.from(
                                        Path.of("/dev/null").toFile()));
        fill(builder.environment(), directory);
        return builder;
    }

    private void fill(Map<String, String> environment, Path directory) {
        surroundings.fill(environment, remote != null);
        environment.put("GIT_ALLOW_PROTOCOL", protocols);
        // If the repository is damaged, git must not use one in a parent directory instead.
        environment.put(
                "GIT_CEILING_DIRECTORIES",
                String.valueOf(directory.toAbsolutePath().getParent()));
        if (remote != null) {
            environment.putAll(remote.variables(ssh));
        }
    }
}
