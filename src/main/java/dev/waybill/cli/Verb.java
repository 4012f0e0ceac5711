package dev.waybill.cli;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Patience;
import dev.waybill.cli.client.Target;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Table;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A verb that calls a server. Data goes to stdout, messages to stderr; with {@code --json} the data is the API's response. */
public abstract class Verb implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    @Option(names = "--json", description = "Print the API's response as JSON; a stream has one document per line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @throws CallFailed with the message and the exit code */
    protected abstract void run(Api api) throws CallFailed, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            var api = new Api(target.connection(), Patience.SHORT, this::say);
            return ran(api);
        } catch (CallFailed e) {
            say(String.valueOf(e.getMessage()));
            return printed(e);
        }
    }

    private int ran(Api api) throws CallFailed, InterruptedException {
        try {
            run(api);
            return 0;
        } catch (Stdout.Lost e) {
            if (!e.isPipeClosed()) {
                say(e.getMessage() + (api.hasChanged() ? "; the request was carried out anyway" : ""));
            }
            return e.exitCode();
        }
    }

    private int printed(CallFailed failure) {
        try {
            if (failure.answer() != null) {
                print(failure.answer(), "");
            }
        } catch (Stdout.Lost e) {
            // it has already failed, and said so
        }
        return failure.exitCode();
    }

    public final boolean isJson() {
        return json;
    }

    /** Prints a response: as JSON with {@code --json}, else as text. */
    public final void print(JsonNode answer, String text) {
        var shown = json ? Clean.json(JsonMapper.shared().writeValueAsString(answer)) : Clean.lines(text);
        if (!shown.isEmpty()) {
            spec.commandLine().getOut().println(shown);
            spec.commandLine().getOut().flush();
        }
    }

    /** Prints a list: as JSON with {@code --json}, else as a table; nothing for an empty list. */
    protected final void printTable(JsonNode list, List<String> headings, Function<JsonNode, String[]> row) {
        var table = new Table().row(headings.toArray(String[]::new));
        list.valueStream().map(row).forEach(table::row);
        print(list, list.isEmpty() ? "" : table.toString());
    }

    public final void say(String words) {
        spec.commandLine().getErr().println(Clean.lines(words));
        spec.commandLine().getErr().flush();
    }
}
