package dev.waybill.web.apps;

import dev.waybill.web.shown.DeployRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits that are not live in the most important environment yet, newest first, with the places where the environments are.
 *
 * @param environment that one
 * @param steps the first commits
 * @param count how many there are
 * @param coming how many of them a running deploy brings
 * @param isKnown whether the commits are known
 */
public record Ahead(String environment, List<Step> steps, int count, int coming, boolean isKnown) {
    public Ahead {
        steps = List.copyOf(steps);
    }

    /**
     * A commit below the environments that are there.
     *
     * @param commit null below all of them: where that environment is
     * @param isComing whether a running deploy brings it
     */
    public record Step(List<Here> here, @Nullable CommitRow commit, boolean isComing) {
        public Step {
            here = List.copyOf(here);
        }
    }

    /**
     * An environment at a commit.
     *
     * @param row what is live there, or the deploy with which it arrives
     * @param isArriving whether that deploy is running
     */
    public record Here(Stop stop, DeployRow row, boolean isArriving) {}

    static Ahead unknown(String environment) {
        return new Ahead(environment, List.of(), 0, 0, false);
    }

    /** How many commits are not shown. */
    public int more() {
        return count
                - (int) steps.stream().filter(step -> step.commit() != null).count();
    }

    /** Such as {@code 3 commits, and 7 on their way}. */
    public String summary() {
        if (!isKnown) {
            return "";
        }
        if (count == 0) {
            return "everything is";
        }
        return coming == 0
                ? Offer.count(count, "commit")
                : "%s, and %s on their way".formatted(Offer.count(count - coming, "commit"), coming);
    }
}
