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
        print(link, Clean.cell(link.path("url")));
        say("Good once, until %s.".formatted(Moments.local(link.path("expires"))));
    }
}
