package dev.waybill.vcs.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ties the life of a long git command to that of the server. When the server closes the pipe or is killed, git and all
 * processes that it started are ended: with SIGTERM first, so that git removes its lock files, and with SIGKILL shortly
 * afterwards.
 */
final class Leash {
    /**
     * Its stdin is a pipe whose other end only the server holds. It leads a session, so its pid is also the process
     * group's id.
     */
    private static final String SCRIPT = """
            trap 'ended=1' TERM
            exec 3<&0
            "$@" 3<&- < /dev/null &
            git=$!
            (
                trap '' TERM
                read -r line <&3
                kill -s TERM -- "-$$"
                for i in 1 2 3 4 5; do kill -0 "$git" && sleep 0.1 || break; done
                kill -s KILL -- "-$$"
            ) > /dev/null 2>&1 &
            watcher=$!
            exec 3<&- < /dev/null
            wait "$git"
            code=$?
            [ -z "${ended:-}" ] || wait "$watcher"
            kill -s KILL "$watcher" 2> /dev/null
            exit "$code"
            """;

    private static final long LONGEST_SECONDS = 5;

    private Leash() {}

    static List<String> around(List<String> command) {
        var all = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        all.addAll(command);
        return all;
    }

    /** Closes the pipe and waits for the process to end. */
    static void letGo(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // it exited before it read from the pipe
        }
        process.onExit()
                .completeOnTimeout(process, LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
