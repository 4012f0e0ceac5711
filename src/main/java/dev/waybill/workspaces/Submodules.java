package dev.waybill.workspaces;

import org.jspecify.annotations.Nullable;

/** Which submodules of a commit are checked out. */
public enum Submodules {
    /** None. */
    NONE,
    /** Those of the commit. */
    TOP,
    /** Also those of submodules. */
    RECURSIVE,
    /** The same, where nobody has said so: then none that lies on this machine. */
    UNSAID;

    /** @param word false, true or recursive; null if nobody has said so */
    public static Submodules of(@Nullable String word) {
        return switch (word) {
            case "false" -> NONE;
            case "true" -> TOP;
            case "recursive" -> RECURSIVE;
            case null, default -> UNSAID;
        };
    }
}
