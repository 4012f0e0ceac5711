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
 * Runs the git command line. It never prompts, speaks only the protocols named, and runs no hooks. Output goes to a file
 * rather than a pipe, since a thread that waits on a pipe holds a carrier thread. Safe from many threads; blocks.
 */
public final class Git {
    /** All protocols that a repository may be reached by, as in GIT_ALLOW_PROTOCOL of git(1). */
    private static final String ALL_PROTOCOLS = "file:git:http:https:ssh";

    private static final long LARGEST_ANSWER = 256L * 1024 * 1024;
    private static final long LARGEST_OUTPUT = 64L * 1024 * 1024;

    /** What takes longer than this may not outlive its server. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    /** How long a host may show no sign of life. git's own sends one every five seconds, whatever it does. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** How long git waits for one that an earlier server has left behind. */
    private static final String LOCK_SECONDS = "10";

    private static final int LOCKED = 75;

    private final Path scratch;
    private final Surroundings surroundings;
    private final String ssh;
    private final @Nullable Remote remote;
    private final String protocols;
    private final Duration silence;

    /**
     * Finds out how the user's git reaches ssh repositories.
     *
     * @param scratch a directory for the output of commands under way; made when missing
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

    /** In the order of git(1), for sh. */
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
     * The same with what opens a repository, and with what the user's configuration says of how to reach it; nothing may be checked out
     * by it. Ended when its host shows no sign of life.
     */
    public Git reaching(Remote other) {
        return new Git(scratch, surroundings, ssh, other, protocols, silence);
    }

    /**
     * The same with only some protocols allowed.
     *
     * @param some as in GIT_ALLOW_PROTOCOL of git(1), such as {@code "https:ssh"}
     */
    public Git over(String some) {
        return new Git(scratch, surroundings, ssh, remote, some, silence);
    }

    /** The same with another patience for a host that shows no sign of life. */
    public Git withSilence(Duration longest) {
        return new Git(scratch, surroundings, ssh, remote, protocols, longest);
    }

    /** How a git command ended. {@code output} is stdout and stderr together, without space at the ends. */
    public record Done(Kind kind, int code, String output) {
        public boolean ok() {
            return code == 0;
        }
    }

    /** Runs git and answers how it ended. */
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

    /** Git repeats the URL, in which earlier versions of the server took tokens. */
    private Done clean(Done done) {
        return remote == null
                ? done
                : new Done(
                        done.kind(),
                        done.code(),
                        done.output().replace(remote.url().text(), remote.url().toString()));
    }

    /** Reads what git answered, from its beginning. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(InputStream answer) throws IOException;
    }

    /** Runs git and reads its stdout alone, byte by byte as it is; throws with what it complained about, or if it is too much. */
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

    /** Runs git and answers its stdout alone, or throws with what it complained about. */
    public String answer(Path directory, Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        return read(
                directory,
                timeout,
                answer -> new String(answer.readAllBytes(), StandardCharsets.UTF_8),
                List.of(arguments));
    }

    /** Runs git and answers its output, or throws with what it complained about. */
    public String must(Path directory, Duration timeout, String... arguments) throws IOException, InterruptedException {
        return orThrow(arguments, run(directory, timeout, arguments));
    }

    /** The same, while no other does so with this lock, which git itself holds. */
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

    /** The word that says what git was to do, behind its options. */
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

    /** Why git failed, as far as that is known, and what it says itself, as one short line. */
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
        // A session of its own: Ctrl-C at the server is none for git, whose failure would be taken for an answer.
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
        // What is broken here must not make git work in a repository around it.
        environment.put(
                "GIT_CEILING_DIRECTORIES",
                String.valueOf(directory.toAbsolutePath().getParent()));
        if (remote != null) {
            environment.putAll(remote.variables(ssh));
        }
    }
}
