package dev.waybill.cli.deploys;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill retry}. */
@Command(
        name = "retry",
        description = "Deploys the same commit again, with the current configuration.",
        mixinStandardHelpOptions = true)
public final class RetryCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why; recorded with the deploy")
    private @Nullable String reason;

    @Option(names = "--follow", description = "Print the log until the deploy ends, and exit with its result")
    private boolean follow;

    @Mixin
    private Following following = new Following();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = DeployName.of(deploy).path() + "retry/";
        var answer = api.postOnce(path, reason == null ? Map.of() : Map.of("reason", reason));
        Requested.tell(this, api, answer, follow ? following : null);
    }
}
