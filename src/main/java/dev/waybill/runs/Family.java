package dev.waybill.runs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes of one run that were once found as children of other processes of it. They are still recognized after
 * they lose their parent, session and environment. Thread-safe.
 */
final class Family {
    /** Start times by pid, because pids are reused. */
    private final ConcurrentHashMap<Long, Long> starts = new ConcurrentHashMap<>();

    void add(long pid, ProcessStat stat) {
        starts.put(pid, stat.startTicks());
    }

    boolean has(long pid, ProcessStat stat) {
        return Long.valueOf(stat.startTicks()).equals(starts.get(pid));
    }

    /**
     * Adds the current children of these and of all known processes. Reads only those, not all processes of the
     * machine.
     */
    void look(List<Long> parents, long except) {
        starts.keySet()
                .removeIf(pid -> ProcessStat.of(pid)
                        .filter(stat -> has(pid, stat) && !stat.isZombie())
                        .isEmpty());
        var open = new ArrayDeque<>(parents);
        open.addAll(starts.keySet());
        while (!open.isEmpty()) {
            for (var child : children(open.remove())) {
                var stat = ProcessStat.of(child);
                if (child != except && stat.isPresent() && !has(child, stat.get())) {
                    add(child, stat.get());
                    open.add(child);
                }
            }
        }
    }

    /** See proc_tid_children(5); empty if the kernel does not support it. */
    private static List<Long> children(long pid) {
        var found = new ArrayList<Long>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var thread : threads) {
                for (var child : Files.readString(thread.resolve("children")).split(" ")) {
                    if (!child.isBlank()) {
                        found.add(Long.valueOf(child));
                    }
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return found; // it has just exited
        }
        return found;
    }
}
