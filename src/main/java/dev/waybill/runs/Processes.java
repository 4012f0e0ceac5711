package dev.waybill.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the processes of a run: those in its control group; those in its supervisor's session; those with its marker in
 * their environment, which daemons keep although they have forked twice and have a session of their own; and the
 * children of all these.
 */
final class Processes {
    /** The environment variable that marks every process of a run; its value is the run's id. */
    static final String MARKER = "WAYBILL_RUN";

    private static final long NOBODY = -1;

    private Processes() {}

    /** The marker as it appears in the environment. */
    static String marker(String run) {
        return MARKER + "=" + run;
    }

    /** All live processes, without the supervisor. Adds them to the family. */
    static List<Long> of(RunDirectory run, Family family) throws IOException {
        var supervisor = run.supervisorProcess();
        var own = supervisor.isPresent() && supervisor.get().namesItsSession()
                ? supervisor
                : Optional.<Supervisor>empty();
        var session = own.map(Supervisor::pid).orElse(NOBODY);
        var born = own.map(Supervisor::startTicks).orElse(0L); // nothing older can belong to it
        var marker = marker(run.id());
        var all = all();
        var found = new LinkedHashSet<Long>();
        all.forEach((pid, stat) -> {
            if (stat.session() == session
                    || family.has(pid, stat)
                    || stat.startTicks() >= born && carries(pid, marker)) {
                found.add(pid);
            }
        });
        var group = run.cgroup();
        if (group.isPresent()) {
            group.get().processes().stream().filter(all::containsKey).forEach(found::add);
        }
        // The supervisor's other child is the copier; its pid is recorded before the command starts.
        var copier = run.copierShell();
        if (copier.isPresent() && supervisor.isPresent() && supervisor.get().isAlive()) {
            found.add(session);
        }
        addDescendants(found, all, copier.orElse(NOBODY));
        found.remove(session);
        all.forEach((pid, stat) -> {
            if (found.contains(pid)) {
                family.add(pid, stat);
            }
        });
        // Oldest first: a shell that outlives its child for a moment would report how that ended.
        return found.stream().sorted().toList();
    }

    /** All live processes of the machine. */
    private static Map<Long, ProcessStat> all() throws IOException {
        var all = new HashMap<Long, ProcessStat>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var directory : processes) {
                var pid = Long.parseLong(directory.getFileName().toString());
                ProcessStat.of(pid).filter(stat -> !stat.isZombie()).ifPresent(stat -> all.put(pid, stat));
            }
        }
        return all;
    }

    private static void addDescendants(Set<Long> found, Map<Long, ProcessStat> all, long except) {
        var children = new HashMap<Long, List<Long>>();
        all.forEach((pid, stat) ->
                children.computeIfAbsent(stat.parent(), _ -> new ArrayList<>()).add(pid));
        var open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (var child : children.getOrDefault(open.remove(), List.of())) {
                if (child != except && found.add(child)) {
                    open.add(child);
                }
            }
        }
    }

    /** The environment that a process was started with; empty if it has exited. */
    static Optional<Map<String, String>> environment(long pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            var variables = new HashMap<String, String>();
            for (var variable : new String(bytes, StandardCharsets.UTF_8).split("\0")) {
                var parts = variable.split("=", 2);
                variables.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
            return Optional.of(variables);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean carries(long pid, String marker) {
        try {
            var environment = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")), StandardCharsets.ISO_8859_1);
            return environment.startsWith(marker + "\0") || environment.contains("\0" + marker + "\0");
        } catch (IOException e) {
            return false; // it has exited, or belongs to another user
        }
    }
}
