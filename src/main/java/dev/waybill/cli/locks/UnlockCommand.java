package dev.waybill.cli.locks;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill unlock}. */
@Command(
        name = "unlock",
        description = "Releases a lock, and lists the deploys that will start.",
        mixinStandardHelpOptions = true)
public final class UnlockCommand extends Verb {
    @Parameters(paramLabel = LockTarget.LABEL, description = LockTarget.HELP)
    private List<String> words = List.of();

    @Option(names = "--env", paramLabel = "ENV", description = "This environment of all apps")
    private @Nullable String environment;

    @Option(names = "--all", description = "All apps and environments")
    private boolean all;

    @Option(names = "--dry-run", description = "Show what would happen, and change nothing")
    private boolean dryRun;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = LockTarget.of(words, environment, all).path();
        var released = api.delete(path + (dryRun ? "?dry_run=true" : ""));
        print(released, "");
        say("%s %s."
                .formatted(
                        Clean.cell(released.path("lock").path("scope")), dryRun ? "would be unlocked" : "is unlocked"));
        for (var name : released.path("willRun")) {
            say("%s was waiting for this, and starts at %s unless you stop it: waybill cancel %s"
                    .formatted(Clean.cell(name), Moments.local(released.path("until")), Clean.cell(name)));
        }
    }
}
