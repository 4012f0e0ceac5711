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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user of this machine, and how to run commands as that user. Immutable.
 *
 * @param prefix arguments before a command that switch to the user; empty for the server's own user
 */
public record Account(String user, List<String> prefix) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int LONGEST_COMPLAINT = 300;

    /** Changes the modes of directories only: files need no permission to be removed, and may have other hard links. */
    private static final String REMOVE = """
            rm -rf "$1" 2> /dev/null && exit
            PATH=/usr/bin:/bin find "$1" -type d ! -perm -700 -execdir chmod u+rwx {} \\; 2> /dev/null ||
                find "$1" -type d -exec chmod u+rwx {} \\; 2> /dev/null
            rm -rf "$1"
            """;

    public Account {
        prefix = List.copyOf(prefix);
    }

    /** @throws IOException with a message if the user does not exist */
    public static Account named(String user) throws IOException, InterruptedException {
        if (user.equals(System.getProperty("user.name"))) {
            return new Account(user, List.of());
        }
        return isServerRoot()
                ? new Account(
                        user, List.of("setpriv", "--reuid", user, "--regid", groupOf(user), "--init-groups", "--"))
                : new Account(user, List.of("sudo", "-n", "-u", user, "--"));
    }

    private static String groupOf(String user) throws IOException, InterruptedException {
        try {
            return new Account(user, List.of()).run("id", "-g", user);
        } catch (IOException e) {
            throw new IOException("run_as: user %s does not exist on this machine".formatted(user), e);
        }
    }

    /** Whether this server runs as root, and so can read and signal the processes of every user. */
    public static boolean isServerRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /**
     * Runs a command as this user and returns its output, stripped. Blocks.
     *
     * @throws IOException with the command's first line of error output, if it failed
     */
    public String run(String... command) throws IOException, InterruptedException {
        return run(List.of(builder(command)), Account::text);
    }

    /** Reads the output of a command, which ends with the command. */
    interface Output<T> {
        T read(InputStream output) throws IOException;
    }

    /**
     * Runs a command as this user and reads its output as it comes. Blocks.
     *
     * @throws IOException with the command's first line of error output, if it failed
     */
    <T> T read(Output<T> output, String... command) throws IOException, InterruptedException {
        return run(List.of(builder(command)), output);
    }

    /** The same for a command that gets input. What the reader throws unchecked is thrown here. */
    <T> T read(byte[] input, Output<T> output, String... command) throws IOException, InterruptedException {
        var process = builder(command).start();
        Thread.ofVirtual().start(() -> send(input, process));
        return result(command[0], List.of(process), output);
    }

    private static void send(byte[] input, Process process) {
        try (var to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            process.destroy(); // it has ended, or will read no more
        }
    }

    /**
     * Removes a directory of this user's with its content, whatever its depth and the modes of directories. Blocks.
     *
     * @throws IOException naming the directory, if something is left of it
     */
    void remove(Path directory) throws IOException, InterruptedException {
        try {
            run("sh", "-c", REMOVE, "sh", directory.toString());
        } catch (IOException e) {
            throw new IOException("%s cannot be removed: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /**
     * Copies the content of a directory of the server's, which this user cannot read, to one of this user's. Blocks.
     */
    void copy(Path from, Path to) throws IOException, InterruptedException {
        run(
                List.of(
                        new Account(user, List.of()).builder("tar", "-C", from.toString(), "-cf", "-", "."),
                        builder("tar", "-C", to.toString(), "-xf", "-")),
                Account::text);
    }

    /** The environment is nearly empty, because all processes of the user can read it. */
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

    private <T> T run(List<ProcessBuilder> builders, Output<T> reader) throws IOException, InterruptedException {
        builders.getFirst().redirectInput(new File("/dev/null"));
        var what = builders.getLast().command().get(prefix.size());
        return result(what, ProcessBuilder.startPipeline(builders), reader);
    }

    private <T> T result(String what, List<Process> processes, Output<T> reader)
            throws IOException, InterruptedException {
        // Uses pipes rather than files, so that directories can be removed even if the disk is full.
        var output = reading(processes.getLast().getInputStream(), reader);
        var complaints = processes.stream()
                .map(it -> reading(it.getErrorStream(), Account::text))
                .toList();
        if (!haveSucceeded(processes)) {
            var all = complaints.stream()
                    .map(it -> it.exceptionally(_ -> "").join()) // the process was killed
                    .collect(Collectors.joining("\n"));
            var origin = prefix.isEmpty() ? "" : "run_as: ";
            throw new IOException("%s%s as user %s failed: %s".formatted(origin, what, user, complaint(all.strip())));
        }
        try {
            return output.get();
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static <T> CompletableFuture<T> reading(InputStream stream, Output<T> reader) {
        var read = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                read.complete(reader.read(stream));
            } catch (Throwable e) { // also when memory is exhausted, or nobody would know that it has ended
                read.completeExceptionally(e);
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
