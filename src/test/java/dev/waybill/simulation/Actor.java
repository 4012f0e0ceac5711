package dev.waybill.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A thread of a server, or of a client. It goes on when it gets the baton, up to its next point. */
final class Actor {
    final Object owner;
    final String name;
    final Semaphore baton = new Semaphore(0);

    /** While it waits: for a ring of this, and no longer than until then. */
    @Nullable
    Semaphore bell;

    @Nullable
    Duration until;

    boolean inTransaction;
    boolean atRead;
    boolean atWrite;
    /** It has committed, and was not told yet. */
    boolean atAnswer;
    /** The database has gone down since it asked it for something. */
    boolean isRefused;

    boolean dies;
    boolean diesAfterWrite;
    boolean done;

    /** How many transactions had been committed when it looked at the database last. */
    long lookedAt;

    Actor(Object owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** A commit of the dead is on its way for a while. */
    boolean isReady(Duration now, Dice dice) {
        if (diesAfterWrite && !dies) {
            return dice.chance(2);
        }
        return dies || !isFrozen(now) && (until == null || until.compareTo(now) <= 0 || isRung());
    }

    private boolean isRung() {
        return bell != null && bell.availablePermits() > 0;
    }

    private boolean isFrozen(Duration now) {
        return owner instanceof World.Freezable server && server.frozenUntil().compareTo(now) > 0;
    }

    /** When it goes on though nobody rings; empty if it need not wait for a time. */
    Optional<Duration> wakesAt(Duration now) {
        return owner instanceof World.Freezable server && isFrozen(now)
                ? Optional.of(server.frozenUntil())
                : Optional.ofNullable(until);
    }

    /** Whether it has nothing to do until it is woken. */
    boolean isWaiting() {
        return until != null;
    }

    /** Whether its server lives. */
    boolean isAlive() {
        return !done && !dies && !diesAfterWrite;
    }
}
