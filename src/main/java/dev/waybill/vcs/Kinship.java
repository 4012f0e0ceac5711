package dev.waybill.vcs;

/**
 * How a commit, the target, stands to another, the base.
 *
 * @param ahead how many commits the target has that the base lacks
 * @param behind how many commits the base has that the target lacks
 */
public record Kinship(int ahead, int behind) {
    /** Whether they are one commit. */
    public boolean isSame() {
        return ahead == 0 && behind == 0;
    }

    /** Whether the target has all that the base has, and more. */
    public boolean isAhead() {
        return ahead > 0 && behind == 0;
    }

    /** Whether the target is an ancestor of the base. */
    public boolean isBehind() {
        return ahead == 0 && behind > 0;
    }

    /** Whether each has what the other lacks. */
    public boolean isDiverged() {
        return ahead > 0 && behind > 0;
    }
}
