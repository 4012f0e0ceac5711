package dev.waybill.cli.deploys;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.words.DeployWords;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code waybill kill}. */
@Command(
        name = "kill",
        description = "Kills a running deploy at once, without a grace period; also after a cancel.",
        mixinStandardHelpOptions = true)
public final class KillCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var answer = api.post(DeployName.of(deploy).path() + "kill/", Map.of());
        print(answer, "%s  %s".formatted(DeployWords.name(answer), DeployWords.state(answer)));
    }
}
