package dev.waybill.cli.deploys;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import java.util.LinkedHashMap;
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

    @Option(names = "--failed-hosts", description = "Deploy only to the hosts on which that deploy did not succeed")
    private boolean failedHosts;

    @Option(names = "--follow", description = "Print the log until the deploy ends, and exit with its result")
    private boolean follow;

    @Mixin
    private Following following = new Following();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = DeployName.of(deploy).path() + "retry/";
        var body = new LinkedHashMap<String, Object>();
        if (reason != null) {
            body.put("reason", reason);
        }
        if (failedHosts) {
            body.put("failed_hosts", true);
        }
        var answer = api.postOnce(path, body);
        Requested.tell(this, api, answer, follow ? following : null);
    }
}
