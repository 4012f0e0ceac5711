package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unavailable;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.NotUnique;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Records deploys that happened elsewhere, so that what is live there is known here. No gate refuses what has happened.
 * Thread-safe; blocks for at most 5 s.
 */
public final class PastDeploys {
    /** How far the clocks of other machines may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** Earlier times are mistakes, such as 0. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Db db;
    private final Time time;
    private final Intake intake;
    private final Questions questions;
    private final Evidence evidence;
    private final PastRecorder recorder;

    public PastDeploys(Db db, Time time, Intake intake, Questions questions, Evidence evidence, PastRecorder recorder) {
        this.db = db;
        this.time = time;
        this.intake = intake;
        this.questions = questions;
        this.evidence = evidence;
        this.recorder = recorder;
    }

    /**
     * Records a deploy, which is live from then on.
     *
     * @param happened the target of the request
     * @throws Invalid if the repository does not have the abbreviated commit, or the time is in the future
     * @throws Unavailable if an abbreviated sha cannot be completed, because the repository does not respond
     * @throws Conflict if the secrets of the app, which the evidence must not contain, cannot be read
     */
    public Deploy record(DeployRequest asked, Target.Happened happened) throws InterruptedException {
        var asking = intake.past(asked);
        var earlier = earlier(asking);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var past = past(asking, happened);
        try {
            return db.write(tx -> {
                intake.mustExist(tx, asking);
                return recorder.record(tx, past);
            });
        } catch (NotUnique e) {
            return earlier(asking).orElseThrow(() -> e); // a concurrent repetition of this request was faster
        }
    }

    private Optional<Deploy> earlier(Asking asking) {
        return db.read(handle -> IdempotencyStore.find(handle, asking.request(), time.now()));
    }

    /** Shows what would be recorded. */
    public Preview preview(DeployRequest asked, Target.Happened happened) throws InterruptedException {
        var past = past(intake.past(asked), happened);
        return db.read(handle -> preview(handle, past));
    }

    private Preview preview(Handle handle, PastDeploy past) {
        var asking = past.asking();
        var version = asking.app().version();
        return new Preview(
                asking.app().name(),
                asking.lane(),
                past.wanted().ref(),
                past.known().sha(),
                ReleaseStore.live(handle, asking.lane()).orElse(null),
                1,
                List.of(),
                recorder.warnings(handle, past),
                List.of(),
                Map.of(),
                null,
                version,
                version,
                null);
    }

    private PastDeploy past(Asking asking, Target.Happened happened) throws InterruptedException {
        var wanted = intake.meant(asking);
        var at = at(happened);
        var shown = evidence.shown(asking, happened.evidence());
        return new PastDeploy(asking, wanted, questions.past(asking, happened, wanted), at, shown);
    }

    private Instant at(Target.Happened happened) {
        var now = time.now();
        var at = happened.at() == null ? now : happened.at();
        if (at.isAfter(now.plus(AHEAD)) || at.isBefore(EARLIEST)) {
            throw Invalid.fields(Map.of(
                    "at",
                    at.isBefore(now)
                            ? "must be when the deploy ended, and not before the year 2000"
                            : "must be when the deploy ended; it is in the future by the server's clock"));
        }
        return at.isAfter(now) ? now : at;
    }
}
