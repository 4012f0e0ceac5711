package dev.waybill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill app delete}. */
@Command(
        name = "delete",
        description = "Removes an app with its deploys and their logs.",
        mixinStandardHelpOptions = true)
final class AppDelete extends Verb {
    @Parameters(paramLabel = "NAME", description = "The app")
    private String name = "";

    @Option(names = "--yes", description = "Do not ask")
    private boolean yes;

    @Override
    void run(Api api) throws CallFailed, InterruptedException {
        if (!yes) {
            ask(api);
        }
        print(api.delete(AppCommand.path(name)), "");
        say("%s is gone.".formatted(name));
    }

    private void ask(Api api) throws CallFailed, InterruptedException {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CallFailed(CallFailed.USAGE, "nothing was removed: without a terminal to ask on, say --yes");
        }
        var app = Clean.cell(api.get(AppCommand.path(name)).path("name"));
        say("%s, its deploys and their logs would be gone for good.".formatted(app));
        var answer = console.readLine("Type the name of the app to remove it: ");
        if (answer == null || !answer.strip().equals(app)) {
            throw new CallFailed(CallFailed.FAILED, "Nothing was removed.");
        }
    }
}
