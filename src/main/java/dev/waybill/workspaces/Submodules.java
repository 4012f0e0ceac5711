package dev.waybill.workspaces;

import org.jspecify.annotations.Nullable;

/** Which submodules of a commit are checked out. */
public enum Submodules {
    NONE,
    /** The submodules of the commit itself. */
    TOP,
    /** Also submodules of submodules. */
    RECURSIVE,
    /** Not configured: like {@link #RECURSIVE}, but without repositories on this machine. */
    UNSAID;

    /** @param word {@code false}, {@code true} or {@code recursive}; null if not configured */
    public static Submodules of(@Nullable String word) {
        return switch (word) {
            case "false" -> NONE;
            case "true" -> TOP;
            case "recursive" -> RECURSIVE;
            case null, default -> UNSAID;
        };
    }
}
