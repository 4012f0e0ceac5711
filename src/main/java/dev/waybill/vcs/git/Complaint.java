package dev.waybill.vcs.git;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Summarizes git's error output in one short line. Much of it is untrusted, because it comes from the host. */
final class Complaint {
    private static final int LONGEST = 500;

    /** The start of an error message by git or ssh. */
    private static final Pattern REASON = Pattern.compile("^(fatal|error|ssh):|: Permission denied \\(");

    /** Progress messages of git and the host. */
    private static final Pattern PROGRESS = Pattern.compile(
            "^(remote: *)?$|^(remote: )?[A-Z][A-Za-z ]+:? +(\\d+%|\\d+[,. ]|\\d+$)|^remote: Total \\d+");

    private Complaint() {}

    /** The known reason, followed by git's own words. */
    static String of(Git.Done done) {
        return of(done, "");
    }

    /** @param before precedes git's own words */
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

    /** From the line with the error message on, because hints follow it. */
    private static String joined(String output, boolean fromReason) {
        return output.lines()
                .dropWhile(it -> fromReason && !REASON.matcher(it).find())
                .map(it -> it.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(it -> !it.isEmpty() && !PROGRESS.matcher(it).find())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Shortens untrusted text for display. */
    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
