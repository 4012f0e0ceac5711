package dev.waybill.commands.brief;

import dev.waybill.runs.Exports;
import dev.waybill.spi.Time;
import dev.waybill.workspaces.Account;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that soon ends, in a directory of its own, which is removed afterwards. It needs no supervisor: {@code timeout} ends it
 * and all of its process group, also if this server is gone by then.
 *
 * @param account who runs it; null for the server's own user
 * @param input what it can read on standard input, without NUL characters; empty for nothing
 */
public record ShortCommand(
        String line,
        Map<String, String> variables,
        @Nullable Account account,
        Duration limit,
        String input) {
    public ShortCommand {
        variables = Map.copyOf(variables);
    }

    /**
     * The environment comes from standard input and takes effect in the command only, after the privileges were given up. In the
     * end, the exit code is printed behind the mark, and what the command has left running is ended. {@code timeout} gets that
     * signal, too, and passes the exit code on, but not if it was so busy that it does not know yet that it has started a script.
     * If the command took too long, the script stays until it is killed with the rest of the group, because {@code timeout} sends no
     * SIGKILL once its child has ended. So it does if the command itself has sent SIGTERM to the group.
     */
    private static final String SCRIPT = """
            environment=$(cat)
            case $environment in *'# whole') ;; *) exit 1 ;; esac
            exec 3>&2 2> /dev/null # that the command was terminated is not a line of its output
            late=
            trap 'late=1' TERM
            (
                exec 2>&3 3>&-
                (
                    unset PATH
                    eval "$environment"
                    cd "$1" && unset OLDPWD || exit 1
                    [ -n "$waybill_input" ] || exec /bin/sh -c "$2" < /dev/null
                    printf '%s' "$waybill_input" | /bin/sh -c "$2"
                )
                exit "$?"
            )
            code=$?
            trap '' TERM
            printf '\n%s %s\n' "$3" "$code"
            [ -z "$late" ] || sleep 60
            case $code in 124 | 137) code=1 ;; esac # those are timeout's
            kill -s TERM 0
            exit "$code"
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ShortCommand.class);

    /** For the tools around the command. */
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    /** That of {@code timeout}. */
    private static final Time CLOCK = Time.system();

    private static final int TIMED_OUT = 124;
    private static final int KILLED = 137;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /**
     * How a command ended.
     *
     * @param lastLine of its output that is not blank; empty if there is none
     */
    public record Ended(int code, boolean isTimedOut, String lastLine) {}

    /**
     * Blocks. An interrupt ends the command.
     *
     * @param parent of its directory
     * @throws IOException with a sentence if it was not started
     */
    public Ended run(Path parent) throws IOException, InterruptedException {
        var directory = account == null
                ? Files.createTempDirectory(Directories.makePrivate(parent), "command-")
                : Path.of(account.run("mktemp", "-d", "/tmp/waybill-command-XXXXXXXX"));
        try {
            try (var pipe = NamedPipe.in(parent)) {
                return runIn(directory, pipe);
            }
        } finally {
            remove(directory);
        }
    }

    private Ended runIn(Path directory, NamedPipe pipe) throws IOException, InterruptedException {
        var mark = UUID.randomUUID().toString();
        var start = CLOCK.sinceBoot();
        var process = builder(directory, mark).redirectOutput(pipe.end()).start();
        try {
            pass(environment(directory), process);
            var output = new LastLine(mark);
            var longest = limit.plus(GRACE).plus(GRACE);
            var hasEnded = pipe.read(process, longest.toMillis(), output::add);
            var isLate = CLOCK.sinceBoot().minus(start).compareTo(limit) >= 0;
            return ended(hasEnded ? process.exitValue() : TIMED_OUT, isLate, output.end());
        } finally {
            process.destroy(); // to timeout, which passes it on
        }
    }

    private static Ended ended(int code, boolean isLate, LastLine.End output) {
        var isTimedOut = code == TIMED_OUT || code == KILLED && isLate;
        return new Ended(isTimedOut || output.code() == null ? code : output.code(), isTimedOut, output.line());
    }

    private Map<String, String> environment(Path directory) throws IOException {
        var environment = new HashMap<String, String>();
        environment.put("HOME", directory.toString());
        environment.put("TMPDIR", directory.toString());
        environment.putAll(variables);
        Exports.check(environment);
        return environment;
    }

    private void pass(Map<String, String> environment, Process process) {
        var ofScript = "waybill_input='%s'\n".formatted(input.replace("'", "'\\''"));
        try (var script = process.getOutputStream()) {
            script.write(ofScript.getBytes(StandardCharsets.UTF_8));
            script.write(Exports.of(environment));
        } catch (IOException e) {
            // It has ended before it received everything, so it has not started the command.
        }
    }

    private ProcessBuilder builder(Path directory, String mark) {
        var command = new ArrayList<String>(account == null ? List.of() : account.prefix());
        command.addAll(List.of("timeout", "-k", seconds(GRACE), seconds(limit)));
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "sh", directory.toString(), line, mark));
        var builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        return builder;
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    /** What the command has left there or mounted there does not change how it ended. */
    private void remove(Path directory) throws InterruptedException {
        try {
            if (account == null) {
                Directories.delete(directory);
            } else {
                Directories.delete(directory, account);
            }
        } catch (IOException e) {
            LOG.warn("the directory of a short command was not removed: {}", e.getMessage());
        }
    }
}
