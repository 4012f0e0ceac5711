package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an environment of an app stands.
 *
 * @param live null if nothing is
 * @param previous the good version to which a rollback goes; null if there is none
 * @param running null if nothing runs
 * @param waiting in the order of their turns
 * @param locks those that cover it, whatever they are on
 * @param quarantined versions that automatic deploys bring there no more
 * @param usualDuration in seconds; null if none has succeeded
 * @param history what went live, newest first, what is live among it
 */
public record EnvironmentJson(
        String app,
        String environment,
        String defaultRef,
        @Nullable ReleaseJson live,
        @Nullable ReleaseJson previous,
        @Nullable TurnJson running,
        List<TurnJson> waiting,
        List<LockJson> locks,
        List<QuarantineJson> quarantined,
        @Nullable Double usualDuration,
        List<ReleaseJson> history) {
    public record QuarantineJson(String sha, JudgementJson judgement) {}
}
