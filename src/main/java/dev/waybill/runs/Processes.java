package dev.waybill.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the processes of a run: the session of its supervisor, and whoever still carries its marker in the environment, which
 * a daemon keeps that forked twice with a session of its own.
 */
final class Processes {
    /** The variable that marks every process of a run; its value is the run's id. */
    static final String MARKER = "WAYBILL_RUN";

    private Processes() {}

    /** As it stands in the environment of every process of a run. */
    static String marker(String run) {
        return MARKER + "=" + run;
    }

    /** All that live, the supervisor left out. */
    static List<Long> of(RunDirectory run) throws IOException {
        var supervisor = run.supervisorProcess();
        var session = supervisor.isPresent() && supervisor.get().namesItsSession()
                ? supervisor.get().pid()
                : -1;
        var marker = marker(run.id());
        var found = new ArrayList<Long>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var directory : processes) {
                var pid = Long.parseLong(directory.getFileName().toString());
                var stat = ProcessStat.of(pid);
                if (pid != session
                        && stat.isPresent()
                        && !stat.get().isZombie()
                        && (stat.get().session() == session || carries(directory, marker))) {
                    found.add(pid);
                }
            }
        }
        return found;
    }

    /** What a process was started with; empty if it has ended. */
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

    private static boolean carries(Path directory, String marker) {
        try {
            var environment = new String(Files.readAllBytes(directory.resolve("environ")), StandardCharsets.ISO_8859_1);
            return environment.startsWith(marker + "\0") || environment.contains("\0" + marker + "\0");
        } catch (IOException e) {
            return false; // it has ended, or belongs to somebody else
        }
    }
}
