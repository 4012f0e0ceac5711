package dev.waybill.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A control group for the processes of one run. A process cannot leave it without privileges, even if it changes its
 * environment and session. Optional: the server may lack the permission to create one. See cgroups(7), version 2.
 */
record Cgroup(Path directory) {
    private static final Path OF_MACHINE = Path.of("/proc/self/mountinfo");
    private static final Path OF_SERVER = Path.of("/proc/self/cgroup");
    private static final String UNIFIED = "0::";

    /** The control group of this server; empty if the machine has none, or if the server cannot write to it. */
    static Optional<Cgroup> ofServer() {
        try {
            return find();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Read as bytes, because the names of mount points need not be valid UTF-8. */
    private static Optional<Cgroup> find() throws IOException {
        var mounted = Files.readAllLines(OF_MACHINE, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains(" - cgroup2 "))
                .map(line -> line.split(" "))
                .findFirst();
        var own = Files.readAllLines(OF_SERVER, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(UNIFIED))
                .map(line -> line.substring(UNIFIED.length()))
                .findFirst();
        return mounted.isEmpty() || own.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(mounted.get()[4], own.get()))
                        .filter(path -> Files.isWritable(path.resolve("cgroup.procs")))
                        .map(Cgroup::new);
    }

    /** Creates a child; empty if the system refuses. */
    Optional<Cgroup> make(String name) {
        try {
            return Optional.of(new Cgroup(Files.createDirectory(directory.resolve(name))));
        } catch (IOException e) {
            return Optional.empty(); // refused by a limit or by missing permission
        }
    }

    /** All processes in this group and in any that the command created below it. */
    List<Long> processes() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isDirectory).flatMap(Cgroup::listed).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a group below was removed meanwhile: the caller retries
        }
    }

    private static Stream<Long> listed(Path group) {
        try {
            // Processes of another pid namespace are listed as 0.
            return Files.readAllLines(group.resolve("cgroup.procs")).stream()
                    .map(Long::valueOf)
                    .filter(pid -> pid > 0);
        } catch (IOException e) {
            return Stream.empty(); // it was removed meanwhile
        }
    }

    /** Kills all processes in it, including any that fork meanwhile. Does nothing on kernels older than 5.14. */
    void kill() {
        try {
            var kill = directory.resolve("cgroup.kill");
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
            }
        } catch (IOException e) {
            // it was removed meanwhile; otherwise, each process is killed separately
        }
    }

    /** Removes it if it has no processes; those that a command has left running keep it. */
    void removeIfEmpty() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var all = Files.walk(directory)) {
            all.filter(Files::isDirectory).toList().reversed().forEach(Cgroup::remove);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void remove(Path group) {
        try {
            Files.delete(group);
        } catch (IOException e) {
            // it still has processes
        }
    }

    /** Removes all children that have the prefix and no processes. */
    void removeEmpty(String prefix) throws IOException {
        try (var all = Files.newDirectoryStream(directory, prefix + "*")) {
            for (var one : all) {
                new Cgroup(one).removeIfEmpty();
            }
        }
    }
}
