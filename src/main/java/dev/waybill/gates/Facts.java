package dev.waybill.gates;

import dev.waybill.ancestry.Containment;
import dev.waybill.ancestry.Relation;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.checks.Checked;
import dev.waybill.deploys.Judgement;
import dev.waybill.locks.Lock;
import dev.waybill.registrations.Unregistered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts that the gates need to judge one candidate. Everything was read before: no I/O. */
public interface Facts {
    /** The locks that cover the candidate's app and environment. */
    List<Lock> locks();

    /** When the candidate's app was removed from the configuration. */
    Optional<Instant> retired();

    /** The state of the lookup of the candidate's commit; empty once it has one. */
    Optional<Unresolved> unresolved();

    /** The checks that are required of the candidate's commit; none if it has no commit yet. */
    List<Checked> checks();

    /** That checks are ignored, as a sentence for people; empty if they are not. */
    default Optional<String> ignoredChecks() {
        return Optional.empty();
    }

    /** That the app requires the candidate to be registered at its code host, and it is not; empty otherwise. */
    default Optional<Unregistered> unregistered() {
        return Optional.empty();
    }

    /** What holds automatic deploys of the lane; empty if none were ever configured there. */
    default Optional<LaneAutomation> automation() {
        return Optional.empty();
    }

    /** That another commit is live than is recorded, and nobody has said that they know; empty otherwise. */
    default Optional<Drift> drift() {
        return Optional.empty();
    }

    /** When this was read. */
    default Instant now() {
        return Instant.MAX;
    }

    /** Whether the candidate is a rollback to a commit that was live in its lane before. */
    boolean wasLive();

    /** What is live in the candidate's lane; empty if nothing is, or the candidate has no commit yet. */
    Optional<Live> live();

    /** The quarantined versions of the lane, and whether the candidate contains each; none if it has no commit yet. */
    List<Quarantined> quarantined();

    /** The end of the grace period of a candidate that waited for a lock, if it is still to come. */
    Optional<Instant> grace();

    /** The deploy ahead of the candidate in its lane. */
    Optional<Ahead> ahead();

    /** The nodes that could run the candidate: the one that wants to claim it, or all that are alive. */
    List<Place> places();

    /** The pool to which the candidate belongs, if it has a limit. */
    Optional<Pool> pool();

    /**
     * What is live.
     *
     * @param deploy the name of the deploy that put it there
     * @param sha abbreviated
     * @param candidate how the candidate relates to it
     */
    record Live(String deploy, String sha, Instant since, Relation candidate) {}

    /**
     * What is live by the word of the system to which the lane is deployed.
     *
     * @param release its name there
     * @param sha abbreviated
     * @param deploy the name of the deploy that is recorded as live
     * @param since when it was first seen
     */
    record Drift(String release, String sha, String deploy, Instant since) {}

    /**
     * A version that was rolled back or judged faulty.
     *
     * @param sha 40 hex digits
     * @param candidate whether the candidate contains it
     */
    record Quarantined(String sha, Judgement judgement, Containment candidate) {}

    /**
     * A deploy ahead of the candidate.
     *
     * @param name of that deploy
     * @param runningSince null if it is not running yet
     * @param position of the candidate in the lane, from 1
     * @param silent the node on which it runs, if that node is silent; null otherwise
     * @param driver where its command runs, if that is not a node, and nothing is heard from there; null otherwise
     */
    record Ahead(
            String name,
            @Nullable Instant runningSince,
            int position,
            @Nullable Silent silent,
            @Nullable Silent driver) {}

    /** What is silent, and the time of its last heartbeat. */
    record Silent(String who, Instant since) {}

    /**
     * A node and its load.
     *
     * @param draining whether it starts no new deploys
     * @param shortage which of its disks is too full to start a deploy, as a sentence; null if none is
     */
    record Place(
            String node,
            int running,
            int maxRunning,
            boolean draining,
            @Nullable String shortage) {
        boolean starts() {
            return !draining && shortage == null;
        }

        boolean hasRoom() {
            return running < maxRunning;
        }
    }

    /** Apps that share a limit on concurrent deploys. */
    record Pool(String name, int running, int maxRunning) {}

    /**
     * A lookup that the repository has not answered yet.
     *
     * @param complaint why the last try failed; null if none has failed yet
     */
    record Unresolved(@Nullable String complaint, Instant since) {}
}
