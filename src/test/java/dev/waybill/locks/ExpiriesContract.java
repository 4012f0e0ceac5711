package dev.waybill.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Until when somebody has a lock; once for each database. */
abstract class ExpiriesContract extends LocksFixture {
    /** What the keeper does when a holder is not at it. */
    private void heed() {
        db.read(Expiries::all).stream()
                .filter(lock -> !time.now().isBefore(lock.due()))
                .forEach(lock -> write(tx -> {
                    expiries.heed(tx, lock, time.now());
                    return lock;
                }));
    }

    @Test
    void lock_holdsUntilItIsRemoved_withOneReminderBefore() {
        acquire(ann, wish("db migration"));

        time.pass(Duration.ofMinutes(49));
        heed();
        assertThat(kinds()).containsExactly("lock.acquired");
        time.pass(Duration.ofMinutes(2));
        heed();
        heed();
        assertThat(kinds()).containsExactly("lock.acquired", "lock.expiring");
        time.pass(Duration.ofMinutes(10));
        assertThat(find()).isPresent();
        heed();

        assertThat(find()).isEmpty();
        assertThat(kinds()).containsExactly("lock.acquired", "lock.expiring", "lock.expired");
        assertThat(events().getLast().by()).isNull();
    }

    @Test
    void expiry_isLeftAlone_whenTheLockWasChangedMeanwhile() {
        acquire(ann, wish("db migration"));
        time.pass(HOUR);
        var seen = db.read(Expiries::all).getFirst();
        acquire(bob, steal("mine now"));

        write(tx -> {
            expiries.heed(tx, seen, time.now());
            expiries.extend(tx, seen, time.now());
            return seen;
        });

        assertThat(present().holder()).isEqualTo("bob");
        assertThat(kinds()).containsExactly("lock.acquired", "lock.stolen");
    }

    @Test
    void extension_isNotNearItsEndAtOnce_howeverLateItComes() {
        for (var late : List.of(45, 50, 59, 60, 61, 600)) {
            acquire(ann, wish("db migration"));
            time.pass(Duration.ofMinutes(late));
            var near = db.read(Expiries::all).getFirst();
            write(tx -> {
                expiries.extend(tx, near, time.now());
                return near;
            });

            assertThat(db.read(Expiries::all)).singleElement().satisfies(lock -> {
                assertThat(lock.isNear(time.now())).as("after %d minutes", late).isFalse();
                assertThat(lock.lock().expires())
                        .isBetween(time.now(), time.now().plus(HOUR));
            });
            write(tx -> locks.release(tx, PRODUCTION, ann));
        }
    }
}
