package dev.waybill.runs;

import dev.waybill.workspaces.Account;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of a run under another user, for a server that is not root: it has no permission to read their
 * environment or to signal them, so it runs commands as that user.
 */
final class ForeignProcesses {
    /**
     * The last line of the output shows that the search was complete; otherwise, missing processes would count as
     * ended.
     */
    private static final String FIND =
            "grep -lszxFe \"$1\" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do echo \"$pid\"; done; echo end";

    private static final String SIGNAL = "kill -s \"$@\" 2> /dev/null; :";

    private ForeignProcesses() {}

    /** All processes with the marker in their environment, as far as the user can read it. */
    static List<Long> carrying(Account account, String marker) throws IOException, InterruptedException {
        var found = account.run("sh", "-c", FIND, "sh", marker).lines().toList();
        if (!found.getLast().equals("end")) {
            throw new IOException("run_as: user %s cannot list its own processes".formatted(account.user()));
        }
        return found.stream().limit(found.size() - 1L).map(Long::valueOf).toList();
    }

    static void signal(Account account, List<Long> pids, boolean kill) throws IOException, InterruptedException {
        var arguments = Stream.concat(
                Stream.of("sh", "-c", SIGNAL, "sh", kill ? "KILL" : "TERM"),
                pids.stream().map(String::valueOf));
        account.run(arguments.toArray(String[]::new));
    }
}
