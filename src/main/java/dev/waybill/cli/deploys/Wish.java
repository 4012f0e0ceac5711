package dev.waybill.cli.deploys;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import dev.waybill.cli.words.PreviewWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every request for a deploy. */
final class Wish {
    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why; recorded with the deploy")
    private @Nullable String reason;

    @Option(names = "--follow", description = "Print the log until the deploy ends, and exit with its result")
    private boolean follow;

    @Option(names = "--dry-run", description = "Show what would happen, and change nothing")
    private boolean dryRun;

    /** @param body without the reason; null values are omitted */
    void ask(Verb verb, Api api, String path, Map<String, @Nullable Object> body, Following following)
            throws CallFailed, InterruptedException {
        var all = new LinkedHashMap<>(body);
        all.put("reason", reason);
        all.values().removeIf(value -> value == null);
        if (dryRun) {
            var preview = api.postOnce(path + "?dry_run=true", all);
            verb.print(preview, PreviewWords.of(preview));
        } else {
            Requested.tell(verb, api, api.postOnce(path, all), follow ? following : null);
        }
    }

    boolean isWithoutReason() {
        return reason == null || reason.isBlank();
    }
}
