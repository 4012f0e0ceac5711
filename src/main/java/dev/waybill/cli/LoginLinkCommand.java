package dev.waybill.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code waybill login-link}. */
@Command(
        name = "login-link",
        description = "Prints a link that signs a browser in, once and not for long.",
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
                    CallFailed.FAILED,
                    "%s; nobody has seen the link, which ends by itself at %s".formatted(e.getMessage(), end));
        }
        say("Good once, until %s.".formatted(end));
    }
}
