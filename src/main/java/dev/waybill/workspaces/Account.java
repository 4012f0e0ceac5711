package dev.waybill.workspaces;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user of this machine, and what to put before a command so that it runs as that one. Immutable.
 *
 * @param prefix empty for the server's own user
 */
public record Account(String user, List<String> prefix) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int LONGEST_COMPLAINT = 300;

    /** Only directories hinder, and a file may be linked from elsewhere, so no file gets another mode. */
    private static final String REMOVE = """
            rm -rf "$1" 2> /dev/null && exit
            PATH=/usr/bin:/bin find "$1" -type d ! -perm -700 -execdir chmod u+rwx {} \\; 2> /dev/null ||
                find "$1" -type d -exec chmod u+rwx {} \\; 2> /dev/null
            rm -rf "$1"
            """;

    public Account {
        prefix = List.copyOf(prefix);
    }

    /** @throws IOException with a sentence if there is no such user */
    public static Account named(String user) throws IOException, InterruptedException {
        if (user.equals(System.getProperty("user.name"))) {
            return new Account(user, List.of());
        }
        return weAreRoot()
                ? new Account(
                        user, List.of("setpriv", "--reuid", user, "--regid", groupOf(user), "--init-groups", "--"))
                : new Account(user, List.of("sudo", "-n", "-u", user, "--"));
    }

    private static String groupOf(String user) throws IOException, InterruptedException {
        try {
            return new Account(user, List.of()).run("id", "-g", user);
        } catch (IOException e) {
            throw new IOException("run_as: this machine has no user %s".formatted(user), e);
        }
    }

    /** Whether this server may read and signal the processes of every user by itself. */
    public static boolean weAreRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /**
     * Runs a command as this user and answers what it printed, without space at the ends. Blocks.
     *
     * @throws IOException with a sentence and what the command complained about, if it failed
     */
    public String run(String... command) throws IOException, InterruptedException {
        return run(List.of(builder(command)));
    }

    /**
     * Removes a directory of this user's with all that is in it, however deep it is, and whatever modes its directories have. Blocks.
     *
     * @throws IOException with a sentence that names it, if something is left of it
     */
    void remove(Path directory) throws IOException, InterruptedException {
        try {
            run("sh", "-c", REMOVE, "sh", directory.toString());
        } catch (IOException e) {
            throw new IOException("%s cannot be removed: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** Copies what is in a directory of the server's into one of this user's, which cannot read the first. Blocks. */
    void copy(Path from, Path to) throws IOException, InterruptedException {
        run(List.of(
                new Account(user, List.of()).builder("tar", "-C", from.toString(), "-cf", "-", "."),
                builder("tar", "-C", to.toString(), "-xf", "-")));
    }

    /** With next to no environment: what belongs to the user can be read by all else that runs as that user. */
    private ProcessBuilder builder(String... command) {
        var builder = new ProcessBuilder(
                        Stream.concat(prefix.stream(), Stream.of(command)).toList())
                .directory(new File("/"));
        var path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        return builder;
    }

    private String run(List<ProcessBuilder> builders) throws IOException, InterruptedException {
        builders.getFirst().redirectInput(new File("/dev/null"));
        var processes = ProcessBuilder.startPipeline(builders);
        // Through pipes, since a full disk must not hinder what makes room.
        var output = reading(processes.getLast().getInputStream());
        var complaints =
                processes.stream().map(it -> reading(it.getErrorStream())).toList();
        if (!haveSucceeded(processes)) {
            var all = complaints.stream().map(CompletableFuture::join).collect(Collectors.joining("\n"));
            throw new IOException("run_as: %s as user %s failed: %s"
                    .formatted(builders.getLast().command().get(prefix.size()), user, complaint(all.strip())));
        }
        return output.join();
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        var read = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                read.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
            } catch (IOException e) {
                read.complete(""); // it was ended
            }
        });
        return read;
    }

    private static boolean haveSucceeded(List<Process> processes) throws InterruptedException {
        try {
            var all = new ArrayList<Boolean>();
            for (var process : processes) {
                all.add(process.waitFor(LONGEST.toSeconds(), SECONDS) && process.exitValue() == 0);
            }
            return !all.contains(false);
        } finally {
            processes.stream().filter(Process::isAlive).forEach(Process::destroy);
        }
    }

    private static String complaint(String text) {
        var line = text.lines().findFirst().orElse("without any output");
        return line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) + "…" : line;
    }
}
