package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an environment of an app.
 *
 * @param live null if nothing is
 * @param previous the target of a rollback, the last good version; null if there is none
 * @param running null if nothing is running
 * @param waiting in the order of their turns
 * @param checks those of the commit of the first waiting deploy; empty if none waits
 * @param locks all locks whose scopes contain it
 * @param quarantined versions that automatic deploys skip
 * @param usualDuration in seconds; null if none has succeeded
 * @param history what went live, newest first; the first is live now
 */
public record EnvironmentJson(
        String app,
        String environment,
        String defaultRef,
        @Nullable ReleaseJson live,
        @Nullable ReleaseJson previous,
        @Nullable TurnJson running,
        List<TurnJson> waiting,
        List<ChecksJson.CheckJson> checks,
        List<LockJson> locks,
        List<QuarantineJson> quarantined,
        @Nullable Double usualDuration,
        List<ReleaseJson> history) {
    public record QuarantineJson(String sha, JudgementJson judgement) {}
}
