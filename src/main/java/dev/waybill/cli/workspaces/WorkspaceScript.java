package dev.waybill.cli.workspaces;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code waybill workspace script}. */
@Command(
        name = "script",
        description = "Prints a script for sh that does by hand what a deploy did, but has no secrets.",
        mixinStandardHelpOptions = true)
final class WorkspaceScript extends Verb {
    @Parameters(paramLabel = DeployName.LABEL, description = DeployName.HELP)
    private String deploy = "";

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var answer = api.get(DeployName.of(deploy).path() + "script/");
        print(answer, answer.path("script").asString().strip());
    }
}
