package dev.waybill.checks;

import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks checks because somebody looks at them: at most every five seconds, and a failed one every
 * second if a person requests a deploy. Thread-safe.
 */
public final class CheckLooks {
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** A person who requests a deploy may just have repeated what failed. */
    private static final Duration FRESH_REFUSAL = Duration.ofSeconds(1);

    private final Db db;
    private final Requirements requirements;
    private final Asker asker;
    private final Time time;

    public CheckLooks(Db db, Requirements requirements, Asker asker, Time time) {
        this.db = db;
        this.requirements = requirements;
        this.asker = asker;
        this.time = time;
    }

    /** Whether a commit was live in a lane before, so that a rollback to it skips checks. */
    public boolean wasLive(Lane lane, Sha sha) {
        return db.read(handle -> ReleaseStore.wasLive(handle, lane, sha));
    }

    /**
     * Asks the checks of a commit that were not asked lately, and waits for the answers.
     *
     * @param ref under which it was requested
     * @param isSkipping whether only those matter that nothing can skip
     * @param isByPerson whether a person requests a deploy, which a failed check refuses
     * @param patience how long to wait; what has not answered by then is recorded later
     */
    public void look(App app, Lane lane, Sha sha, String ref, boolean isSkipping, boolean isByPerson, Duration patience)
            throws InterruptedException {
        var inquiries = requirements.of(app.config(), lane.environment(), ref).stream()
                .filter(requirement -> !isSkipping || requirement.isAlways())
                .map(requirement -> new Inquiry(lane, sha, ref, requirement))
                .toList();
        if (inquiries.isEmpty()) {
            return;
        }
        var now = time.now();
        var since = new Since(now.minus(FRESH), now.minus(isByPerson ? FRESH_REFUSAL : FRESH));
        var end = time.sinceBoot().plus(patience);
        var before = rows(inquiries);
        try (var bell = db.signals().subscribe(Asker.ANSWERED)) {
            while (ask(inquiries, since, before) && time.sinceBoot().compareTo(end) < 0) {
                bell.await(end.minus(time.sinceBoot()));
            }
        }
    }

    /** Since when an answer must have come to count; one that has failed has a time of its own. */
    private record Since(Instant others, Instant failed) {
        boolean isMet(CheckRow row) {
            var asked = row.standing().askedAt();
            return asked != null && !asked.isBefore(row.standing().state() == CheckState.FAILED ? failed : others);
        }
    }

    private Map<CheckKey, CheckRow> rows(List<Inquiry> inquiries) {
        var key = inquiries.getFirst().key();
        return db.read(handle -> CheckStore.ofCommit(handle, key.app(), key.sha()));
    }

    /**
     * Whether an answer is still to come.
     *
     * @param before what was known when the look began; a newer answer counts, even if the clock was set back meanwhile
     */
    private boolean ask(List<Inquiry> inquiries, Since since, Map<CheckKey, CheckRow> before) {
        var rows = rows(inquiries);
        var open = inquiries.stream()
                .filter(inquiry -> {
                    var row = rows.get(inquiry.key());
                    return row == null || !isFresh(row, since) && !isNewer(row, before.get(inquiry.key()));
                })
                .toList();
        asker.ask(open.stream()
                .filter(inquiry -> {
                    var row = rows.get(inquiry.key());
                    return row == null || asker.isFree(row);
                })
                .toList());
        return !open.isEmpty() && !db.signals().isClosed();
    }

    private static boolean isNewer(CheckRow row, @Nullable CheckRow before) {
        return !Objects.equals(
                row.standing().askedAt(),
                before == null ? null : before.standing().askedAt());
    }

    private boolean isFresh(CheckRow row, Since since) {
        return since.isMet(row) || row.notBefore() != null && row.notBefore().isAfter(time.now());
    }
}
