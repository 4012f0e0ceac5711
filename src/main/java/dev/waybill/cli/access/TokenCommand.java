package dev.waybill.cli.access;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill token}: the tokens of programs. */
@Command(
        name = "token",
        description = "Lists, creates and revokes API tokens.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | create | revoke)",
        subcommands = {TokenCommand.All.class, TokenCreate.class, TokenCommand.Revoke.class})
public final class TokenCommand {
    @Command(name = "list", description = "Lists the tokens, without their secrets.", mixinStandardHelpOptions = true)
    static final class All extends Verb {
        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var tokens = api.all("/tokens/");
            printTable(
                    tokens,
                    List.of("id", "name", "user", "rights", "apps", "environments", "expires", "last used"),
                    All::row);
            if (tokens.isEmpty()) {
                say("No tokens.");
            }
        }

        private static String[] row(JsonNode token) {
            return new String[] {
                Clean.cell(token.path("id")),
                Clean.cell(token.path("name")),
                Clean.cell(token.path("user").path("name")),
                names(token.path("rights")),
                limit(token.path("apps")),
                limit(token.path("environments")),
                token.path("expires").isString() ? Moments.local(token.path("expires")) : "never",
                token.path("lastUsed").isString() ? Moments.local(token.path("lastUsed")) : "never"
            };
        }

        private static String limit(JsonNode names) {
            return names.isArray() ? names(names) : "all";
        }

        private static String names(JsonNode names) {
            return String.join(",", names.valueStream().map(Clean::cell).toList());
        }
    }

    @Command(
            name = "revoke",
            description = "Revokes a token; it stops working at once.",
            mixinStandardHelpOptions = true)
    static final class Revoke extends Verb {
        @Parameters(paramLabel = "ID", description = "As \"waybill token list\" shows it")
        private String id = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            print(api.delete("/tokens/%s/".formatted(Api.segment(id))), "");
            say("Token %s was revoked.".formatted(id));
        }
    }
}
