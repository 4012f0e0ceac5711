package dev.waybill.providers.shell;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.DeployInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Placeholders in a command line, such as <code>{sha}</code>. Values are inserted literally, so only values that need no quoting
 * in sh are accepted; others reach a command as environment variables. Other braces stay, as in awk or <code>${HOME}</code>.
 */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?<!\\$)\\{(app|env|environment|sha|ref|prev_sha|number|user|ssh_key|task|params\\[([A-Za-z0-9_.-]+)\\])\\}");
    private static final Pattern HARMLESS = Pattern.compile("(?!-)[A-Za-z0-9_@%+=:,./-]*");
    private static final Map<String, String> VARIABLES = Map.of(
            "app", "WAYBILL_APP",
            "env", "WAYBILL_ENVIRONMENT",
            "environment", "WAYBILL_ENVIRONMENT",
            "sha", "WAYBILL_SHA",
            "ref", "WAYBILL_REF",
            "prev_sha", "WAYBILL_PREVIOUS_SHA",
            "number", "WAYBILL_NUMBER",
            "user", "WAYBILL_USER");

    private static final String SSH_KEY = "ssh_key";
    private static final String NO_SSH_KEY =
            "{ssh_key} has no value, because the app has no ssh_key; set one, or remove the placeholder";

    private final Map<String, String> values = new HashMap<>();

    public Placeholders(DeployInfo deploy) {
        values.put("app", deploy.app());
        values.put("env", deploy.environment());
        values.put("environment", deploy.environment());
        values.put("sha", orEmpty(deploy.sha()));
        values.put("ref", deploy.ref());
        values.put("prev_sha", orEmpty(deploy.previousSha()));
        values.put("number", Integer.toString(deploy.number()));
        values.put("user", deploy.user());
        if (deploy.sshKey() != null) {
            values.put(SSH_KEY, deploy.sshKey());
        }
        values.put("task", deploy.task());
        deploy.params().forEach((name, value) -> values.put("params[" + name + "]", value));
    }

    /** Why no deploy of an app could use a line; a sentence for each placeholder. */
    public static List<String> objections(String line, AppInfo app) {
        return PLACEHOLDER
                .matcher(line)
                .results()
                .flatMap(placeholder -> objection(placeholder, app).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> objection(MatchResult placeholder, AppInfo app) {
        if (placeholder.group(1).equals(SSH_KEY)) {
            return app.hasSshKey() ? Optional.empty() : Optional.of(NO_SSH_KEY);
        }
        var parameter = placeholder.group(2);
        return parameter == null
                        || app.parameters().isEmpty()
                        || app.parameters().contains(parameter)
                ? Optional.empty()
                : Optional.of("%s has no value, because the app declares only other parameters: %s; declare it, too"
                        .formatted(placeholder.group(), String.join(", ", new TreeSet<>(app.parameters()))));
    }

    /** Why a line cannot be filled in, a sentence for each placeholder; empty if it can. */
    Optional<String> objection(String line) {
        var all = PLACEHOLDER
                .matcher(line)
                .results()
                .flatMap(placeholder -> objection(placeholder).stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private Optional<String> objection(MatchResult placeholder) {
        var name = placeholder.group(1);
        var value = values.get(name);
        if (value == null) {
            return Optional.of(absence(placeholder));
        }
        if (HARMLESS.matcher(value).matches()) {
            return Optional.empty();
        }
        var variable = VARIABLES.get(name);
        return Optional.of("%s is \"%s\", which would need quoting in a command line; %s"
                .formatted(
                        placeholder.group(),
                        value.length() > 80 ? value.substring(0, 80) + "…" : value,
                        variable == null
                                ? "use only letters, digits and _@%+=:,./-"
                                : "let the command use \"$" + variable + "\" instead of the placeholder"));
    }

    private static String absence(MatchResult placeholder) {
        return placeholder.group(1).equals(SSH_KEY)
                ? NO_SSH_KEY
                : "the command needs the parameter \"%s\" for %s; give it in params"
                        .formatted(placeholder.group(2), placeholder.group());
    }

    /** Why a text cannot be {@linkplain #expand expanded}; a sentence for each placeholder without a value. */
    public List<String> absences(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .filter(placeholder -> !values.containsKey(placeholder.group(1)))
                .map(Placeholders::absence)
                .distinct()
                .toList();
    }

    /** The text with any values in the place of its placeholders; whoever puts it into a command line quotes it. */
    public String expand(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }

    /** The line with its placeholders filled in. */
    String fill(String line) {
        objection(line).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return expand(line);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
