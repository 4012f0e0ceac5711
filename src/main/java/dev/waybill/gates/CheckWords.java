package dev.waybill.gates;

import dev.waybill.checks.Checked;
import dev.waybill.wire.Times;

/** What the messages about checks say. */
final class CheckWords {
    private CheckWords() {}

    static String pending(Checked check, String commit) {
        var trouble = check.standing().trouble();
        if (check.standing().worst() != null) {
            return "%s: this check of commit %s has not finished since %s%s; the deploy starts once it has passed%s%s"
                    .formatted(
                            quoted(check),
                            commit,
                            Times.minute(check.standing().since()),
                            others(check),
                            trouble == null ? "" : " (when it was asked again: " + trouble + ")",
                            force(check));
        }
        return trouble == null
                ? "the server is asking whether commit %s has passed the check %s%s"
                        .formatted(commit, check.name(), force(check))
                : "whether commit %s has passed the check %s is unknown: %s; the server asks until it gets an answer%s"
                        .formatted(commit, check.name(), trouble, force(check));
    }

    static String missing(Checked check, String commit) {
        return check.standing().worst() == null
                ? "nothing was reported yet for the check %s of commit %s; the deploy starts once it was reported and has passed%s"
                        .formatted(check.name(), commit, force(check))
                : "%s: this check of commit %s was not reported yet%s; the deploy starts once it was reported and has passed%s"
                        .formatted(quoted(check), commit, others(check), force(check));
    }

    static String failed(Checked check, String commit) {
        return "%s: this check of commit %s has failed%s; repeat it, or deploy a commit that passes%s"
                .formatted(quoted(check), commit, others(check), force(check));
    }

    static String unreadable(Checked check, String commit) {
        return "the server may not read the check %s of commit %s: %s%s"
                .formatted(check.name(), commit, check.standing().trouble(), force(check));
    }

    /** In the reporter's own words: {@code [context] description}. */
    private static String quoted(Checked check) {
        var worst = check.standing().worst();
        if (worst == null) {
            return "[%s]".formatted(check.name());
        }
        return worst.description() == null
                ? "[%s]".formatted(worst.name())
                : "[%s] %s".formatted(worst.name(), worst.description());
    }

    private static String others(Checked check) {
        var total = check.standing().total();
        var others = total - check.standing().passed() - 1;
        return others < 1 ? "" : " (and %d more of %d have not passed)".formatted(others, total);
    }

    private static String force(Checked check) {
        return check.requirement().isAlways() ? "; it cannot be skipped" : "; to skip it, force the deploy (\"force\")";
    }
}
