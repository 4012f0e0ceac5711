package dev.waybill.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code waybill login-link}. */
@Command(
        name = "login-link",
        description = "Prints a single-use sign-in link, valid for 15 minutes.",
        mixinStandardHelpOptions = true)
public final class LoginLinkCommand extends Verb {
    @Override
    void run(Api api) throws CallFailed, InterruptedException {
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
