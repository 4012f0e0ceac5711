package dev.waybill.cli.deploys;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.DeployWords;
import dev.waybill.cli.words.PreviewWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill record}. */
@Command(
        name = "record",
        description =
                "Records a deploy that another tool has made: nothing is run, no gate is asked, and its version is live from now on.",
        mixinStandardHelpOptions = true)
public final class RecordCommand extends Verb {
    private static final String EXAMPLE = "waybill record shop in production --sha 1a2b3c4 --evidence https://ci/42";

    @Parameters(
            arity = "1..*",
            paramLabel = Place.LABEL,
            hideParamSyntax = true,
            description = "An app and its environment")
    private List<String> words = List.of();

    @Option(
            names = "--sha",
            required = true,
            paramLabel = "SHA",
            description = "The commit that was deployed, as seven or more digits of its sha")
    private String sha = "";

    @Option(names = "--ref", paramLabel = "REF", description = "Its branch or tag, for display")
    private @Nullable String ref;

    @Option(names = "--by", paramLabel = "USER", description = "The user who deployed it (default: you)")
    private @Nullable String by;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it ended, such as 2027-01-31T12:00:00Z (default: now)")
    private @Nullable String at;

    @Option(
            names = "--evidence",
            paramLabel = "TEXT|URL",
            description = "What shows that it happened, such as the URL of a CI job; recorded with it")
    private @Nullable String evidence;

    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why; recorded with it")
    private @Nullable String reason;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Record it only once, however often this is run with this key within 24 hours")
    private @Nullable String key;

    @Option(names = "--dry-run", description = "Show what would be recorded, and change nothing")
    private boolean dryRun;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = Place.of(words, EXAMPLE).path() + "record/";
        if (dryRun) {
            var preview = api.postOnce(path + "?dry_run=true", body());
            print(preview, PreviewWords.ofPast(preview));
            return;
        }
        var deploy = key == null ? api.postOnce(path, body()) : api.postOnce(path, body(), key);
        print(deploy, "%s  %s".formatted(DeployWords.name(deploy), DeployWords.page(deploy)));
        if (deploy.path("message").isString()) {
            say("Note: " + Clean.cell(deploy.path("message")));
        }
    }

    private Map<String, @Nullable Object> body() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("sha", sha);
        body.put("ref", ref);
        body.put("user", by);
        body.put("at", at);
        body.put("evidence", evidence);
        body.put("reason", reason);
        body.values().removeIf(value -> value == null);
        return body;
    }
}
