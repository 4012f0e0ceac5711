package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The environments of each app, and what is live there. */
public record OverviewJson(List<AppRow> apps) {
    public record AppRow(String app, List<Cell> environments) {}

    /**
     * @param live null if nothing is
     * @param running null if nothing is running
     * @param waiting the number of pending deploys
     * @param locks all locks whose scopes contain it
     */
    public record Cell(
            String environment,
            @Nullable ReleaseJson live,
            @Nullable TurnJson running,
            int waiting,
            List<LockJson> locks) {}
}
