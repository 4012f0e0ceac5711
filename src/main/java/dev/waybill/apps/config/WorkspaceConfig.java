package dev.waybill.apps.config;

import org.jspecify.annotations.Nullable;

/**
 * Which workspaces of ended deploys are kept.
 *
 * @param isWarm whether the next deploy in an environment begins with the workspace of the last one
 * @param keepFailed how many workspaces of failed deploys are kept in each environment
 */
public record WorkspaceConfig(boolean isWarm, int keepFailed) {
    /** The default. */
    public static final WorkspaceConfig NONE = new WorkspaceConfig(false, 0);

    private static final int MOST = 20;

    static WorkspaceConfig read(Section app) {
        var kind = app.text("workspace", "fresh or warm");
        if (kind != null && !kind.equals("fresh") && !kind.equals("warm")) {
            app.mistake("workspace", "must be fresh or warm");
        }
        var isWarm = "warm".equals(kind);
        if (isWarm && app.has("run_as")) {
            app.mistake("workspace", "must be fresh with run_as, whose user owns the workspace");
        }
        return new WorkspaceConfig(isWarm, keepFailed(app));
    }

    private static int keepFailed(Section app) {
        if (!app.has("keep_failed")) {
            return 0;
        }
        if (Section.number(app.value("keep_failed")) instanceof Integer number && number >= 0 && number <= MOST) {
            return number;
        }
        app.mistake("keep_failed", "must be a whole number from 0 to %d".formatted(MOST));
        return 0;
    }

    /** Whether all workspaces are removed. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Its setting {@code workspace}; null for the default. */
    public @Nullable String word() {
        return isWarm ? "warm" : null;
    }

    /** Its setting {@code keep_failed}; null for the default. */
    public @Nullable Integer number() {
        return keepFailed == 0 ? null : keepFailed;
    }
}
