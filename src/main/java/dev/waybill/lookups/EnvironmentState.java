package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.locks.Lock;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an environment of an app stands.
 *
 * @param history what went live there, newest first: what is live now is the first
 * @param previous the last good version before what is live, to which a rollback goes; null if there is none
 * @param running null if nothing runs
 * @param waiting in the order of their turns
 * @param locks those that cover it
 * @param quarantined versions that were rolled back from, or found faulty
 * @param usual how long a deploy takes there; null if none has succeeded
 */
public record EnvironmentState(
        List<Deploy> history,
        @Nullable Deploy previous,
        @Nullable Deploy running,
        List<Deploy> waiting,
        List<Lock> locks,
        Map<Sha, Judgement> quarantined,
        @Nullable Duration usual) {}
