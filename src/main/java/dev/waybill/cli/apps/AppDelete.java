package dev.waybill.cli.apps;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill app delete}. */
@Command(
        name = "delete",
        description = "Deletes an app with its deploys and their logs.",
        mixinStandardHelpOptions = true)
final class AppDelete extends Verb {
    @Parameters(paramLabel = "NAME", description = "The app")
    private String name = "";

    @Option(names = "--yes", description = "Do not ask for confirmation")
    private boolean yes;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        if (!yes) {
            ask(api);
        }
        print(api.delete(AppCommand.path(name)), "");
        say("%s was deleted.".formatted(name));
    }

    private void ask(Api api) throws CallFailed, InterruptedException {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CallFailed(
                    CallFailed.USAGE, "nothing was deleted: there is no terminal to ask for confirmation; use --yes");
        }
        var app = Clean.cell(api.get(AppCommand.path(name)).path("name"));
        say("This permanently deletes %s, its deploys and their logs.".formatted(app));
        var answer = console.readLine("Type the name of the app to confirm: ");
        if (answer == null || !answer.strip().equals(app)) {
            throw new CallFailed(CallFailed.FAILED, "Nothing was deleted.");
        }
    }
}
