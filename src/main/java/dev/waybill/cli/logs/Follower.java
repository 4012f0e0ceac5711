package dev.waybill.cli.logs;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.words.DeployWords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** Follows a deploy until it ends: copies its log and shows its state. Continues after a restart of the server. */
final class Follower {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int WAIT_FOR_A_LINE = 1;
    private static final int WAIT_FOR_A_CHANGE = 5;

    private final Api api;
    private final String path;
    private final LogCopy log;
    private final LogSink sink;
    private final Progress progress;
    private final InstantSource clock;

    Follower(Api api, String path, LogCopy log, LogSink sink, Progress progress, InstantSource clock) {
        this.api = api;
        this.path = path;
        this.log = log;
        this.sink = sink;
        this.progress = progress;
        this.clock = clock;
    }

    /** Returns the ended deploy, after its whole log was copied. */
    JsonNode follow(JsonNode first) throws CallFailed, InterruptedException {
        var deploy = first;
        var seen = Instant.MIN;
        while (true) {
            if (sink.isAtLineStart()) {
                progress.show(deploy);
            }
            var found = log.copy(
                    DeployWords.isOver(deploy) ? 0 : progress.isTerminal() ? WAIT_FOR_A_LINE : WAIT_FOR_A_CHANGE);
            // The log is complete before the deploy ends.
            if (DeployWords.isOver(deploy) && found == LogCopy.Found.NOTHING) {
                progress.clear();
                sink.end();
                return deploy;
            }
            var now = clock.instant();
            if (found == LogCopy.Found.NOTHING || now.isAfter(seen.plus(LOOK_AGAIN))) {
                deploy = api.get(path);
                seen = now;
            }
        }
    }
}
