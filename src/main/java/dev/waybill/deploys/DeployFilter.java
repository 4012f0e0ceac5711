package dev.waybill.deploys;

import dev.waybill.access.Grant;
import dev.waybill.wire.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deploys to list. Null and empty values match all deploys.
 *
 * @param grant what the reader has permission to read
 * @param before only deploys with a smaller id: the last id of the previous page
 * @param limit the maximum number
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

    /** The newest finished deploys. */
    public static DeployFilter newestEnded(Grant grant, int limit) {
        var ended = Set.of(Status.FINISHED, Status.FAILED, Status.CANCELLED);
        return new DeployFilter(grant, null, null, null, null, ended, null, limit);
    }
}
