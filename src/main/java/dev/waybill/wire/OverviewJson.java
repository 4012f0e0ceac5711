package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is live where: the environments of each app. */
public record OverviewJson(List<AppRow> apps) {
    public record AppRow(String app, List<Cell> environments) {}

    /**
     * @param live null if nothing is
     * @param running null if nothing runs
     * @param waiting how many wait
     * @param locks those that cover it, whatever they are on
     */
    public record Cell(
            String environment,
            @Nullable ReleaseJson live,
            @Nullable TurnJson running,
            int waiting,
            List<LockJson> locks) {}
}
