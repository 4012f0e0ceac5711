package dev.waybill.cli.run;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Patience;
import dev.waybill.cli.logs.Progress;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Terminal;
import dev.waybill.cli.words.DeployWords;
import dev.waybill.cli.words.PreviewWords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waybill run}. */
@Command(
        name = "run",
        description = {
            "Runs a command on this machine as a deploy: when it is its turn, with its output in the log.",
            "Such as: waybill run shop production -- ./deploy.sh"
        },
        mixinStandardHelpOptions = true)
public final class RunCommand extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = Words.LABEL,
            hideParamSyntax = true,
            description = "The app, its environment (default: the app's), and the command after --")
    private List<String> words = List.of();

    @Option(names = "--sha", paramLabel = "SHA", description = "The commit that the command deploys")
    private @Nullable String sha;

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description = "The branch or tag that it deploys (default: the environment's default ref)")
    private @Nullable String ref;

    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why; recorded with the deploy")
    private @Nullable String reason;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter that the app declares; may be repeated")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--user", paramLabel = "NAME", description = "The user to deploy on behalf of")
    private @Nullable String user;

    @Option(names = "--force", description = "Skip the checks")
    private boolean force;

    @Option(names = "--queue", description = "While the environment is locked, wait instead of being refused")
    private boolean queue;

    @Option(names = "--dry-run", description = "Show what would happen, and run nothing")
    private boolean dryRun;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to keep retrying while the server cannot be reached (default: ${DEFAULT-VALUE})")
    private int patience;

    @Spec
    private CommandSpec self = CommandSpec.create();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var line = Words.of(words, self.commandLine().getParseResult().originalArgs());
        var body = body(line);
        if (dryRun) {
            var preview = api.postOnce("/deploys/?dry_run=true", body);
            print(preview, PreviewWords.of(preview));
            return;
        }
        var deploy = api.postOnce("/deploys/", body);
        say("%s  %s".formatted(DeployWords.name(deploy), DeployWords.page(deploy)));
        if (deploy.path("message").isString()) {
            say("Note: " + Clean.cell(deploy.path("message")));
        }
        var longest = Duration.ofSeconds(patience);
        var progress = new Progress(
                self.commandLine().getErr(), Terminal.isStderr() && !Terminal.isDumb(), InstantSource.system());
        var patient = api.with(Patience.of(longest), progress::say);
        try (var run = new Run(new Remote(patient, api, deploy), this, longest)) {
            run.go(deploy, progress, line.command());
        }
    }

    private Map<String, @Nullable Object> body(Words line) throws CallFailed {
        if (params.containsKey("")) {
            throw new CallFailed(CallFailed.USAGE, "--param must be NAME=VALUE, not \"=%s\"".formatted(params.get("")));
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("app", line.app());
        body.put("env", line.environment());
        body.put("sha", sha);
        body.put("ref", ref);
        body.put("user", user);
        body.put("reason", reason);
        body.put("params", params.isEmpty() ? null : params);
        body.put("force", force ? true : null);
        body.put("queue", queue ? true : null);
        body.put("external", true);
        body.values().removeIf(value -> value == null);
        return body;
    }
}
