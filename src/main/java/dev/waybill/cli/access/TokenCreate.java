package dev.waybill.cli.access;

import dev.waybill.cli.Stdout;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill token create}. */
@Command(
        name = "create",
        description =
                "Creates a token and prints it once, such as: waybill token create ci --user ci --right deploy --app shop",
        mixinStandardHelpOptions = true)
public final class TokenCreate extends Verb {
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([hdw])");

    @Parameters(paramLabel = "NAME", description = "What the token is for")
    private String name = "";

    @Option(
            names = "--right",
            paramLabel = "RIGHT",
            required = true,
            description =
                    "read, deploy, force, lock, approve, override, configure, admin or impersonate; may be repeated")
    private List<String> rights = List.of();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user it belongs to, such as ci for a program (default: you)")
    private @Nullable String user;

    @Option(names = "--app", paramLabel = "APP", description = "For this app only; may be repeated")
    private List<String> apps = List.of();

    @Option(names = "--env", paramLabel = "ENV", description = "For this environment only; may be repeated")
    private List<String> environments = List.of();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "When it expires: 12h, 30d or 8w from now, or a time such as 2030-01-31T00:00:00Z (default: never)")
    private @Nullable String expires;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        body.put("rights", rights);
        if (user != null) {
            body.put("user", user);
        }
        if (!apps.isEmpty()) {
            body.put("apps", apps);
        }
        if (!environments.isEmpty()) {
            body.put("environments", environments);
        }
        if (expires != null) {
            body.put("expires", time(expires, InstantSource.system()));
        }
        var token = api.post("/tokens/", body);
        try {
            print(token, Clean.cell(token.path("token")));
        } catch (Stdout.Lost e) {
            throw new CallFailed(CallFailed.FAILED, "%s; %s".formatted(e.getMessage(), revoked(api, token)));
        }
        say("Token %s for user %s. It is shown only once; store it now."
                .formatted(
                        Clean.cell(token.path("id")),
                        Clean.cell(token.path("user").path("name"))));
        if (user == null) {
            say(
                    "Warning: everything done with this token is shown as done by %s. To give a program its own user, use --user %s."
                            .formatted(Clean.cell(token.path("user").path("name")), Clean.line(name)));
        }
    }

    /** Revokes a token that could not be printed. */
    private static String revoked(Api api, JsonNode token) throws InterruptedException {
        var id = Clean.cell(token.path("id"));
        try {
            api.delete("/tokens/%s/".formatted(Api.segment(id)));
            return "token %s was not shown, and was revoked again".formatted(id);
        } catch (CallFailed e) {
            return "token %1$s was not shown and could not be revoked (%2$s); revoke it with: waybill token revoke %1$s"
                    .formatted(id, e.getMessage());
        }
    }

    /** @throws CallFailed for usage */
    public static String time(String text, InstantSource clock) throws CallFailed {
        var span = SPAN.matcher(text);
        try {
            if (!span.matches()) {
                return Instant.parse(text).toString();
            }
            var count = Long.parseLong(span.group(1));
            var length = switch (span.group(2)) {
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
            return clock.instant().plus(length).toString();
        } catch (DateTimeParseException e) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "\"%s\" is not a time; use 12h, 30d, 8w or 2030-01-31T00:00:00Z".formatted(Clean.line(text)));
        }
    }
}
