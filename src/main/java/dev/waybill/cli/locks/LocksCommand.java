package dev.waybill.cli.locks;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code waybill locks}. */
@Command(name = "locks", description = "Lists the locks.", mixinStandardHelpOptions = true)
public final class LocksCommand extends Verb {
    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var locks = api.all("/locks/");
        printTable(locks, List.of("what", "kind", "holder", "since", "until", "reason"), LocksCommand::row);
        if (locks.isEmpty()) {
            say("Nothing is locked.");
        }
    }

    private static String[] row(JsonNode lock) {
        return new String[] {
            Clean.cell(lock.path("scope")),
            Clean.cell(lock.path("kind")),
            Clean.cell(lock.path("holder")),
            Moments.local(lock.path("dateCreated")),
            lock.path("expires").isString() ? Moments.local(lock.path("expires")) : "released",
            Clean.cell(lock.path("reason"))
        };
    }
}
