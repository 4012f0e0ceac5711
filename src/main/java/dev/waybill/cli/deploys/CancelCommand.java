package dev.waybill.cli.deploys;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.words.DeployWords;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill cancel}. */
@Command(
        name = "cancel",
        description =
                "Cancels a deploy: a pending one leaves its lane, a running one is stopped within the app's grace period.",
        mixinStandardHelpOptions = true)
public final class CancelCommand extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var answer = cancelled(api, DeployName.of(deploy).path());
        print(answer, "%s  %s".formatted(DeployWords.name(answer), DeployWords.state(answer)));
    }

    /** If the first response was lost, the deploy may have ended, and the retry is refused for that. */
    private static JsonNode cancelled(Api api, String path) throws CallFailed, InterruptedException {
        try {
            return api.put(path, Map.of("status", "cancelled"));
        } catch (CallFailed e) {
            if (e.exitCode() == CallFailed.FAILED && api.hasRepeated()) {
                var deploy = api.get(path);
                if (deploy.path("outcome").asString("").equals("cancelled")) {
                    return deploy;
                }
            }
            throw e;
        }
    }
}
