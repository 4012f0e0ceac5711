package dev.waybill.spi.notices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deploy as it is when something is told about it, which can be later than what is told.
 *
 * @param id in the API, digits
 * @param name such as {@code shop/production#42}
 * @param state {@code pending}, {@code running}, or its outcome, such as {@code timed_out}
 * @param task {@code deploy}, or another task of the app, which makes nothing live
 * @param isLast whether no newer one of its environment was requested
 * @param sha 40 hex digits; null if the repository has not answered
 * @param previousSha the commit that was live before; null if there was none, or it has not started
 * @param user the requester
 * @param startedAt null if it has not started
 * @param endedAt null if it has not ended
 * @param progress in percent; null if it was not reported
 * @param reason why it was requested; null if nobody said so
 * @param blockers why it waits, a sentence each
 * @param changes the commits that it brings
 */
public record NoticeDeploy(
        String id,
        String name,
        String state,
        String task,
        boolean isRollback,
        boolean isLast,
        String ref,
        @Nullable String sha,
        @Nullable String previousSha,
        String user,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer progress,
        @Nullable String reason,
        List<String> blockers,
        NoticeChanges changes) {
    public NoticeDeploy {
        blockers = List.copyOf(blockers);
    }

    /** Whether it makes its version live if it succeeds. */
    public boolean isDeploy() {
        return task.equals("deploy");
    }
}
