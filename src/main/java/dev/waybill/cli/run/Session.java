package dev.waybill.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the processes of a session on Linux, also those whose parents have ended. */
final class Session {
    private static final Path PROC = Path.of("/proc");
    /** After the name: the state, the parent, the process group, the session; see proc_pid_stat(5). */
    private static final int SESSION = 3;

    private Session() {}

    /** Those that live: one that only waits to be collected by its parent does not. */
    static Stream<ProcessHandle> members(long session) {
        return ProcessHandle.allProcesses().filter(it -> isMember(it.pid(), Long.toString(session)));
    }

    private static boolean isMember(long process, String session) {
        try {
            var stat = Files.readString(PROC.resolve(process + "/stat"), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[SESSION].equals(session) && !fields[0].equals("Z") && !fields[0].equals("X");
        } catch (IOException e) {
            return false; // it has just ended
        }
    }
}
