package dev.waybill.cli.deploys;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.DeployWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Prints a deploy that was just requested. */
final class Requested {
    private Requested() {}

    /** Prints the deploy's message, such as a warning. */
    private static void note(Verb verb, JsonNode deploy) {
        if (deploy.path("message").isString() && !DeployWords.isOver(deploy)) {
            verb.say("Note: " + Clean.cell(deploy.path("message")));
        }
    }

    /** @param following how to follow it; null not to follow it */
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
        verb.print(deploy, ""); // stdout is for the log
        verb.say(line);
        note(verb, deploy);
        following.follow(verb, api, deploy);
    }
}
