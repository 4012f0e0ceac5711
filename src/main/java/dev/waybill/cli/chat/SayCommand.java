package dev.waybill.cli.chat;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill say}. */
@Command(
        name = "say",
        description =
                "Says a sentence as in a chat room, such as: waybill say \"deploy shop/feature/x to staging\". \"waybill say help\" lists all sentences.",
        mixinStandardHelpOptions = true)
public final class SayCommand extends Verb {
    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The words of the sentence, in quotes or not")
    private List<String> words = List.of();

    @Option(names = "--user", paramLabel = "NAME", description = "The user to speak on behalf of")
    private @Nullable String user;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("text", String.join(" ", words));
        if (user != null) {
            body.put("user", user);
        }
        var reply = api.postOnce("/chat/", body);
        var text = reply.path("text").asString("");
        if (!reply.path("ok").asBoolean(false)) {
            throw new CallFailed(code(reply), text, reply);
        }
        print(reply, text);
    }

    private static int code(JsonNode reply) {
        if (!reply.path("understood").asBoolean(false)) {
            return CallFailed.USAGE;
        }
        return reply.path("blockers").isEmpty()
                        && !reply.path("refusal").asString("").equals("locked")
                ? CallFailed.FAILED
                : CallFailed.REFUSED;
    }
}
