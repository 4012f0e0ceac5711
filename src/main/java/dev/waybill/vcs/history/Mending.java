package dev.waybill.vcs.history;

import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out from commit messages whether a commit was fixed: by a commit that says {@code This reverts commit} and its
 * full sha, as git does, or {@code Fixes-deploy:} and at least its first 12 digits, each at the start of a line. A
 * later revert of the fix undoes it.
 */
final class Mending {
    /** Makes git list only candidates; their messages are then parsed exactly. */
    static final List<String> GREP = List.of(
            "--extended-regexp",
            "--regexp-ignore-case",
            "--grep=^This reverts commit [0-9a-f]{40}",
            "--grep=^Fixes-deploy:[[:space:]]*[0-9a-f]{12}");

    private static final Pattern REVERTS =
            Pattern.compile("^This reverts commit ([0-9a-f]{40})(?![0-9a-f])", Pattern.MULTILINE);
    private static final Pattern FIXES = Pattern.compile(
            "^Fixes-deploy:[ \\t]*([0-9a-f]{12,40})[ \\t\\r]*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private Mending() {}

    /** @param commits the sha and message of each, newest first, after an empty field */
    static boolean isMended(Sha bad, Fields commits) throws IOException {
        Set<String> undone = new HashSet<>();
        commits.next(); // the empty field before the first
        for (var sha = commits.next(); sha != null; sha = commits.next()) {
            var message = commits.rest();
            if (!undone.contains(sha)) {
                REVERTS.matcher(message).results().map(it -> it.group(1)).forEach(undone::add);
                if (undone.contains(bad.hex()) || names(bad, message)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean names(Sha bad, String message) {
        return FIXES.matcher(message)
                .results()
                .anyMatch(it -> bad.hex().startsWith(it.group(1).toLowerCase(Locale.ROOT)));
    }
}
