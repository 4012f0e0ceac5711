package dev.waybill.vcs.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What git runs on where it may take long. As soon as this server lets go of the other end, by will or by being killed, git and all
 * that it has started are ended: TERM first, so that git removes its lock files, and KILL a moment later.
 */
final class Leash {
    /** Its stdin is a pipe that this server alone holds. It leads a session, so that its own id is that of the group. */
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

    /** Lets go, and waits until it has ended. */
    static void letGo(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // it never began to hold
        }
        process.onExit()
                .completeOnTimeout(process, LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
