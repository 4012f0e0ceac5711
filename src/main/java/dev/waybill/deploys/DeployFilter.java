package dev.waybill.deploys;

import dev.waybill.access.Grant;
import dev.waybill.wire.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deploys to list. Null and empty match all.
 *
 * @param grant what may be read
 * @param before only deploys with a smaller id: where the page before ended
 * @param limit how many at the most
 */
public record DeployFilter(
        Grant grant,
        @Nullable String app,
        @Nullable String user,
        @Nullable String environment,
        @Nullable String ref,
        Set<Status> statuses,
        @Nullable Long before,
        int limit) {
    public DeployFilter {
        statuses = Set.copyOf(statuses);
    }

    /** The newest deploys of all that have ended. */
    public static DeployFilter newestEnded(Grant grant, int limit) {
        var ended = Set.of(Status.FINISHED, Status.FAILED, Status.CANCELLED);
        return new DeployFilter(grant, null, null, null, null, ended, null, limit);
    }
}
