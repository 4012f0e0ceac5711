package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement;
import dev.waybill.locks.Lock;
import dev.waybill.sightings.Sighting;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The present state of an environment of an app.
 *
 * @param history what went live there, newest first; the first is live now
 * @param previous the last good version before the live one, the target of a rollback; null if there is none
 * @param running null if nothing is running
 * @param waiting in the order of their turns
 * @param locks the locks whose scopes contain it
 * @param quarantined versions that were rolled back or judged faulty
 * @param sighting what is live by the word of the system to which it is deployed; null if that was never asked
 * @param usual how long a deploy usually takes there; null if none has succeeded
 */
public record EnvironmentState(
        List<Deploy> history,
        @Nullable Deploy previous,
        @Nullable Deploy running,
        List<Deploy> waiting,
        List<Lock> locks,
        Map<Sha, Judgement> quarantined,
        @Nullable Sighting sighting,
        @Nullable Duration usual) {}
