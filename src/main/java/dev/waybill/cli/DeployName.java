package dev.waybill.cli;

import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import java.util.regex.Pattern;

/**
 * A deploy as named on the command line.
 *
 * @param path below {@code /api/0}, with a slash at its end
 */
public record DeployName(String path) {
    public static final String LABEL = "DEPLOY";
    public static final String HELP = "shop/production#42, shop/production/42, or an id";

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9][a-z0-9._-]{0,62})/([a-z0-9][a-z0-9._-]{0,62})[#/]([0-9]{1,9})");

    /** Whether a text names a deploy and not, say, an app. */
    public static boolean isOne(String text) {
        return ID.matcher(text).matches() || text.indexOf('/') >= 0 || text.indexOf('#') >= 0;
    }

    /** @throws CallFailed for usage, if it is not a deploy's name */
    public static DeployName of(String text) throws CallFailed {
        if (ID.matcher(text).matches()) {
            return new DeployName("/deploys/%s/".formatted(text));
        }
        var name = NAME.matcher(text);
        if (!name.matches()) {
            throw new CallFailed(CallFailed.USAGE, "\"%s\" is not a deploy; use %s".formatted(Clean.line(text), HELP));
        }
        return new DeployName("/deploys/%s/%s/%s/".formatted(name.group(1), name.group(2), name.group(3)));
    }
}
