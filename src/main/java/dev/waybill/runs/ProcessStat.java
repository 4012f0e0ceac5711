package dev.waybill.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Fields of proc_pid_stat(5). */
record ProcessStat(String name, char state, long parent, long session, long startTicks) {
    static Optional<ProcessStat> of(long pid) {
        try {
            var text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The name, in parentheses, can contain any characters; field 3 follows the last parenthesis.
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            var name = text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
            return Optional.of(new ProcessStat(
                    name,
                    fields[0].charAt(0),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[19])));
        } catch (IOException e) {
            return Optional.empty(); // it has exited
        }
    }

    /** Whether it waits interruptibly, for an event that may never come. Waiting for a disk does not count. */
    boolean isAsleep() {
        return state == 'S';
    }

    boolean isZombie() {
        return state == 'Z' || state == 'X';
    }
}
