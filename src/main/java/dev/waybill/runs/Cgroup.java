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
 * A control group for the processes of one run, which none of them can leave without privileges, whatever it does to its environment
 * and session. Where this server may make none, there is none. See cgroups(7), version 2.
 */
record Cgroup(Path directory) {
    private static final Path OF_MACHINE = Path.of("/proc/self/mountinfo");
    private static final Path OF_SERVER = Path.of("/proc/self/cgroup");
    private static final String UNIFIED = "0::";

    /** The one in which this server is; empty if the machine has none, or the server may change nothing there. */
    static Optional<Cgroup> ofServer() {
        try {
            return find();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Names of mount points are bytes, not text. */
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

    /** Makes one in this; empty if that may not be. */
    Optional<Cgroup> make(String name) {
        try {
            return Optional.of(new Cgroup(Files.createDirectory(directory.resolve(name))));
        } catch (IOException e) {
            return Optional.empty(); // the kernel or the administrator allows no more
        }
    }

    /** All processes in it, and in those that a command has made below. */
    List<Long> processes() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isDirectory).flatMap(Cgroup::listed).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a part of it has just gone: whoever asked looks again
        }
    }

    private static Stream<Long> listed(Path group) {
        try {
            // Those of another pid namespace are listed as 0.
            return Files.readAllLines(group.resolve("cgroup.procs")).stream()
                    .map(Long::valueOf)
                    .filter(pid -> pid > 0);
        } catch (IOException e) {
            return Stream.empty(); // it has just gone
        }
    }

    /** Ends all that is in it at once, also what forks meanwhile; does nothing where the kernel cannot yet. */
    void kill() {
        try {
            var kill = directory.resolve("cgroup.kill");
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
            }
        } catch (IOException e) {
            // it has just gone, or each process is ended by itself
        }
    }

    /** Removes it if nothing is in it any more; what a command has left running keeps it. */
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
            // something lives there
        }
    }

    /** Removes those in this that are empty and named with a prefix. */
    void removeEmpty(String prefix) throws IOException {
        try (var all = Files.newDirectoryStream(directory, prefix + "*")) {
            for (var one : all) {
                new Cgroup(one).removeIfEmpty();
            }
        }
    }
}
