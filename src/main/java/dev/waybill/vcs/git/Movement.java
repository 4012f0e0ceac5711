package dev.waybill.vcs.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Detects whether a process or its descendants have done anything since the last check: read or written a byte, used
 * half a second of CPU time, or waited for a disk. On a dead connection, none of them does. Confined to one thread.
 * Reads proc(5).
 */
final class Movement {
    private static final long TICKS = 50;

    private final ProcessHandle process;
    private long last;
    private boolean onDisk;

    Movement(ProcessHandle process) {
        this.process = process;
    }

    boolean isSeen() {
        onDisk = false;
        var now = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(ProcessHandle::pid)
                .map(pid -> bytes(pid) + work(pid))
                .sum();
        var moved = now != last || onDisk;
        last = now;
        return moved;
    }

    private static long bytes(long pid) {
        return read(pid, "io")
                .lines()
                .filter(line -> line.startsWith("rchar:") || line.startsWith("wchar:"))
                .mapToLong(
                        line -> Long.parseLong(line.substring("rchar:".length()).strip()))
                .sum();
    }

    private long work(long pid) {
        var stat = read(pid, "stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length < 13) {
            return 0; // it has exited
        }
        onDisk |= fields[0].equals("D");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has exited
        }
    }
}
