package dev.waybill.cli.nodes;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code waybill drain}: stops a server from starting deploys, before an upgrade. */
@Command(
        name = "drain",
        description = "Stops starting deploys; new requests are queued. Ends at the next server start, or with --off.",
        mixinStandardHelpOptions = true)
public final class DrainCommand extends Verb {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Option(names = "--wait", description = "Wait until no deploy is running on it")
    private boolean wait;

    @Option(names = "--off", description = "Start deploys again")
    private boolean off;

    @Option(names = "--node", paramLabel = "NAME", description = "Another server on the same database")
    private @Nullable String node;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = node == null
                ? "/drain/"
                : "/nodes/%s/drain/".formatted(URLEncoder.encode(node, StandardCharsets.UTF_8));
        var state = off ? api.delete(path) : api.put(path, Map.of());
        var name = state.path("name").asString();
        if (off) {
            say("%s starts deploys again.".formatted(name));
        } else {
            say("%s is draining; %s.".formatted(name, running(state)));
        }
        while (wait && !off && state.path("running").asInt() > 0) {
            Thread.sleep(LOOK_AGAIN);
            var before = running(state);
            state = state(api, state.path("id").asString());
            if (!running(state).equals(before)) {
                say(running(state));
            }
        }
        print(state, "");
    }

    private static JsonNode state(Api api, String id) throws CallFailed, InterruptedException {
        for (var other : api.get("/nodes/")) {
            if (other.path("id").asString().equals(id)) {
                return other;
            }
        }
        throw new CallFailed(
                CallFailed.FAILED, "the node no longer exists; it was removed with \"waybill node forget\"");
    }

    private static String running(JsonNode node) {
        var count = node.path("running").asInt();
        var left = node.path("longestLeft");
        var longest =
                left.isNumber() ? ", the longest for about %d s more".formatted((long) Math.ceil(left.asDouble())) : "";
        return count == 0
                ? "no deploy is running on it"
                : "%d deploy%s still running%s".formatted(count, count == 1 ? "" : "s", longest);
    }
}
