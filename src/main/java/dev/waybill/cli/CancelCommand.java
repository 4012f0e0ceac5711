package dev.waybill.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code waybill cancel}. */
@Command(
        name = "cancel",
        description = "Takes a deploy out of its lane, or ends what runs, with the app's grace.",
        mixinStandardHelpOptions = true)
public final class CancelCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Override
    void run(Api api) throws CallFailed, InterruptedException {
        var answer = api.put(DeployName.of(deploy).path(), Map.of("status", "cancelled"));
        print(answer, "%s  %s".formatted(DeployWords.name(answer), DeployWords.state(answer)));
    }
}
