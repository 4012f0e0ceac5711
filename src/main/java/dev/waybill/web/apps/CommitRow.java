package dev.waybill.web.apps;

import dev.waybill.checks.CheckState;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.vcs.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit as displayed in a list.
 *
 * @param check the state of all its checks; null if it is not known
 * @param now when it is displayed
 */
public record CommitRow(
        Commit commit, @Nullable CheckState check, List<PullRequest> pulls, List<Chip> chips, Instant now) {
    public CommitRow {
        pulls = List.copyOf(pulls);
        chips = List.copyOf(chips);
    }

    /**
     * A mark beside its title.
     *
     * @param colour its CSS class; empty for none
     */
    public record Chip(String icon, String colour, String text) {
        /** A label or a kind of files that people want to see. */
        public static Chip of(String label) {
            return new Chip(label.contains("migration") ? "database" : "tag", "", label);
        }
    }

    /** Its page. */
    public String path() {
        return "/commits/" + commit.sha().hex();
    }

    /** The icon for its checks; empty if they are not known. */
    public String icon() {
        return switch (check) {
            case PASSED -> "circle-check";
            case FAILED -> "circle-x";
            case UNREADABLE -> "cloud-off";
            case PENDING, MISSING, UNASKED -> "circle-dashed";
            case null -> "git-commit-horizontal";
        };
    }

    /** Its colour. */
    public String colour() {
        return switch (check) {
            case PASSED -> "good";
            case FAILED -> "bad";
            case null, default -> "muted";
        };
    }

    /** The word beside the icon. */
    public String checks() {
        return switch (check) {
            case PASSED -> "checks passed";
            case FAILED -> "a check failed";
            case UNREADABLE -> "checks cannot be read";
            case MISSING -> "a check is missing";
            case PENDING, UNASKED -> "checks are running";
            case null -> "checks not known";
        };
    }

    /** The number of its pull request, if nothing else is known about that. */
    public String number() {
        return pulls.isEmpty() && commit.pullRequest() != null
                ? "#" + Objects.requireNonNull(commit.pullRequest())
                : "";
    }
}
