package dev.waybill.vcs;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What git says about why it failed, as one short line: much of it comes from outside. */
final class Complaint {
    private static final int LONGEST = 500;

    /** Where a reason begins: git's own words, or those of ssh. */
    private static final Pattern REASON = Pattern.compile("^(fatal|error|ssh):|: Permission denied \\(");

    /** How far it has come, as git and the host tell it. */
    private static final Pattern PROGRESS = Pattern.compile(
            "^(remote: *)?$|^(remote: )?[A-Z][A-Za-z ]+:? +(\\d+%|\\d+[,. ]|\\d+$)|^remote: Total \\d+");

    /** Nobody may be asked for one. */
    private static final Pattern NO_PASSWORD =
            Pattern.compile("could not read (?:Username|Password) for '([^'\\p{Cntrl}]*)'");

    private Complaint() {}

    static String of(Git.Done done) {
        var output = done.output();
        if (output.contains("Host key verification failed")) {
            return output.contains("HOST IDENTIFICATION HAS CHANGED")
                    ? "the host shows another key than the one that is trusted; if that is meant to be: waybill hosts trust URL"
                    : "nobody has trusted the key of the host yet; to look at it and decide: waybill hosts trust URL";
        }
        var wanted = NO_PASSWORD.matcher(output);
        if (wanted.find()) {
            return "Authentication failed for %s: it wants a username and a password; give credentials in the app's configuration"
                    .formatted(cut(wanted.group(1)));
        }
        var reason = joined(output, true);
        var line = reason.isEmpty() ? joined(output, false) : reason;
        return line.isEmpty() ? "exit code " + done.code() : cut(line);
    }

    /** From the line that names the reason on: the way out stands behind it. */
    private static String joined(String output, boolean fromReason) {
        return output.lines()
                .dropWhile(it -> fromReason && !REASON.matcher(it).find())
                .map(it -> it.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(it -> !it.isEmpty() && !PROGRESS.matcher(it).find())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** What somebody outside has written, short enough to be shown. */
    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
