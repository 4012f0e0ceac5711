package dev.waybill.cli.logs;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Stdout;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Patience;
import dev.waybill.cli.terminal.Terminal;
import dev.waybill.cli.words.DeployWords;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** How a verb follows a deploy. */
public final class Following {
    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to keep retrying while the server cannot be reached (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Follows a deploy to its end. @throws CallFailed with the exit code of a deploy that did not succeed */
    public void follow(Verb verb, Api api, JsonNode deploy) throws CallFailed, InterruptedException {
        follow(verb, api, deploy, 0);
    }

    /** The same from an offset in its log on. */
    public void follow(Verb verb, Api api, JsonNode deploy, long from) throws CallFailed, InterruptedException {
        var path = DeployName.of(deploy.path("id").asString("")).path();
        var clock = InstantSource.system();
        var progress = new Progress(spec.commandLine().getErr(), Terminal.isStderr() && !Terminal.isDumb(), clock);
        var sink = sink();
        var patient = api.with(Patience.of(Duration.ofSeconds(seconds)), progress::say);
        var log = new LogCopy(
                patient, path, from, verb.isJson() ? null : sink, page -> verb.print(page, ""), progress::clear);
        var end = new Follower(patient, path, log, sink, progress, clock).follow(deploy);
        if (verb.isJson()) {
            verb.print(end, "");
        }
        var code = exitCode(end);
        if (code != 0) {
            throw new CallFailed(code, DeployWords.ending(end));
        }
        verb.say(DeployWords.ending(end));
    }

    /** Copies the log as it is now, from an offset on. */
    static void copy(Verb verb, Api api, String path, long from) throws CallFailed, InterruptedException {
        var sink = sink();
        var log = new LogCopy(api, path, from, verb.isJson() ? null : sink, page -> verb.print(page, ""), () -> {});
        while (log.copy(0) == LogCopy.Found.SOMETHING) {
            // there may be more
        }
        sink.end();
    }

    private static LogSink sink() {
        return new LogSink(new Stdout(), Terminal.isStdout());
    }

    private static int exitCode(JsonNode deploy) {
        return switch (deploy.path("outcome").asString("")) {
            case "succeeded" -> 0;
            case "cancelled", "superseded", "interrupted" -> CallFailed.STOPPED;
            default -> CallFailed.FAILED;
        };
    }
}
