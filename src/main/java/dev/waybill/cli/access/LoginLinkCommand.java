package dev.waybill.cli.access;

import dev.waybill.cli.Stdout;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code waybill login-link}. */
@Command(
        name = "login-link",
        description = "Prints a single-use sign-in link, valid for 15 minutes.",
        mixinStandardHelpOptions = true)
public final class LoginLinkCommand extends Verb {
    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var link = api.post("/login-links/", Map.of());
        var end = Moments.local(link.path("expires"));
        try {
            print(link, Clean.cell(link.path("url")));
        } catch (Stdout.Lost e) {
            throw new CallFailed(
                    CallFailed.FAILED, "%s; the link was not shown, and expires at %s".formatted(e.getMessage(), end));
        }
        say("Valid once, until %s.".formatted(end));
    }
}
