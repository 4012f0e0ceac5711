package dev.waybill.cli.deploys;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.DeployWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is told of a deploy that was just asked for. */
final class Requested {
    private Requested() {}

    /** What who asked should know, such as that somebody warns of it. */
    private static void note(Verb verb, JsonNode deploy) {
        if (deploy.path("message").isString() && !DeployWords.isOver(deploy)) {
            verb.say("Note: " + Clean.cell(deploy.path("message")));
        }
    }

    /** @param following how to follow it; null not to */
    static void tell(Verb verb, Api api, JsonNode deploy, @Nullable Following following)
            throws CallFailed, InterruptedException {
        var line = "%s  %s".formatted(DeployWords.name(deploy), DeployWords.page(deploy));
        if (following == null) {
            verb.print(deploy, line);
            note(verb, deploy);
            var blockers = DeployWords.blockers(deploy);
            if (!blockers.isEmpty()) {
                verb.say(blockers);
            }
            return;
        }
        verb.print(deploy, ""); // stdout is the log's
        verb.say(line);
        note(verb, deploy);
        following.follow(verb, api, deploy);
    }
}
