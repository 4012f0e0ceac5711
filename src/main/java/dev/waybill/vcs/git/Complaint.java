package dev.waybill.vcs.git;

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

    private Complaint() {}

    /** The reason where it is known, and git's words. */
    static String of(Git.Done done) {
        return of(done, "");
    }

    /** @param before what stands before git's words */
    static String of(Git.Done done, String before) {
        return Reason.of(done.output())
                .map(reason -> "%s; %s%s".formatted(reason.sentence(), before, words(done)))
                .orElseGet(() -> before + words(done));
    }

    private static String words(Git.Done done) {
        var reason = joined(done.output(), true);
        var line = reason.isEmpty() ? joined(done.output(), false) : reason;
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
