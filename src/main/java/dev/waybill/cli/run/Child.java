package dev.waybill.cli.run;

import dev.waybill.cli.Stdout;
import dev.waybill.cli.terminal.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command, in a session of its own where the machine has {@code setsid}, so that all of its processes can be stopped. Its
 * output is printed, and kept in a spool.
 */
final class Child {
    /** Waits that long for the rest of the output, while something that the command has started holds the pipe open. */
    private static final Duration REST = Duration.ofMillis(500);

    private static final String SETSID = "setsid";
    private static final int BUFFER = 64 * 1024;

    private final Process process;
    private final boolean hasSession;
    private final Thread copying;

    private Child(Process process, boolean hasSession, Thread copying) {
        this.process = process;
        this.hasSession = hasSession;
        this.copying = copying;
    }

    /**
     * Starts a command with the standard input of this process.
     *
     * @param variables added to those of this process
     * @throws IOException if it cannot be started
     */
    static Child start(List<String> command, Map<String, String> variables, Spool spool) throws IOException {
        var here = Surroundings.here();
        var own = here.variables();
        var hasSession = Stream.of(own.getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, SETSID)));
        var line = new ArrayList<>(hasSession ? List.of(SETSID) : List.<String>of());
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .redirectInput(
                        here.isProcess()
                                ? ProcessBuilder.Redirect.INHERIT
                                : ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(own);
        builder.environment().putAll(variables);
        var process = builder.start();
        var out = new Stdout();
        var copying = Thread.ofPlatform().daemon().start(() -> copy(process.getInputStream(), out, spool));
        return new Child(process, hasSession, copying);
    }

    private static void copy(InputStream from, Stdout out, Spool spool) {
        var buffer = new byte[BUFFER];
        var isPrinted = true;
        try {
            for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                spool.write(buffer, count);
                isPrinted = isPrinted && print(out, buffer, count);
            }
        } catch (IOException e) {
            complain(spool, e);
        }
    }

    /** False if nobody reads it any more; the command goes on. */
    private static boolean print(Stdout out, byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
            return true;
        } catch (Stdout.Lost e) {
            return false;
        }
    }

    private static void complain(Spool spool, IOException why) {
        var sentence = "\nwaybill: the output from here on is lost: %s\n".formatted(why.getMessage());
        var bytes = sentence.getBytes(StandardCharsets.UTF_8);
        try {
            spool.write(bytes, bytes.length);
        } catch (IOException e) {
            // then not even that can be kept
        }
    }

    /** True if the command has ended within this time. */
    boolean await(Duration longest) throws InterruptedException {
        return process.waitFor(longest);
    }

    /** Waits for the end of the output; call it once the command has ended. */
    void awaitOutput(Spool spool) throws InterruptedException {
        while (!copying.join(REST)) {
            var before = spool.length();
            if (copying.join(REST) || spool.length() == before) {
                return;
            }
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Whether anything of the command lives, also if the command itself has ended. */
    boolean lives() {
        return process.isAlive() || all().findAny().isPresent();
    }

    /** SIGTERM. */
    void terminate() {
        all().forEach(ProcessHandle::destroy);
    }

    /** SIGKILL. */
    void kill() {
        all().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> all() {
        return hasSession
                ? Session.members(process.pid())
                : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .filter(ProcessHandle::isAlive);
    }
}
