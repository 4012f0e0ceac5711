package dev.waybill.runs;

import dev.waybill.workspaces.Account;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of a run that belong to another user, of which this server, not being root, can neither read the environment nor
 * end any: that user does both for it.
 */
final class Strangers {
    /** What is not seen must not be taken for gone, so the last word says that the search came to its end. */
    private static final String FIND =
            "grep -lszxFe \"$1\" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do echo \"$pid\"; done; echo end";

    private static final String SIGNAL = "kill -s \"$@\" 2> /dev/null; :";

    private Strangers() {}

    /** All that carry this in their environment, as far as the user may look. */
    static List<Long> carrying(Account account, String marker) throws IOException, InterruptedException {
        var found = account.run("sh", "-c", FIND, "sh", marker).lines().toList();
        if (!found.getLast().equals("end")) {
            throw new IOException("run_as: user %s cannot look for its processes".formatted(account.user()));
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
