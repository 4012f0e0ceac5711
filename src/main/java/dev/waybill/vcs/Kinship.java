package dev.waybill.vcs;

/**
 * How a commit, the target, relates to another, the base.
 *
 * @param ahead how many commits the target has that the base lacks
 * @param behind how many commits the base has that the target lacks
 */
public record Kinship(int ahead, int behind) {
    /** Whether they are the same commit. */
    public boolean isSame() {
        return ahead == 0 && behind == 0;
    }

    /** Whether the target is a descendant of the base. */
    public boolean isAhead() {
        return ahead > 0 && behind == 0;
    }

    /** Whether the target is an ancestor of the base. */
    public boolean isBehind() {
        return ahead == 0 && behind > 0;
    }

    /** Whether each has commits that the other lacks. */
    public boolean isDiverged() {
        return ahead > 0 && behind > 0;
    }
}
