package dev.waybill.cli;

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
    void run(Api api) throws CallFailed, InterruptedException {
        var answer = api.post(DeployName.of(deploy).path() + "kill/", Map.of());
        print(answer, "%s  %s".formatted(DeployWords.name(answer), DeployWords.state(answer)));
    }
}
