package dev.waybill.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads run one at a time, and decides by dice which one goes on whenever one comes to a point at which the world could
 * change: before and after a use of the database, at each use of a machine, at each wait. Time passes only when nobody can go on.
 */
final class World {
    /** Longer than any step; a thread that needs it blocks in something that the world does not know. */
    private static final int HANGS_SECONDS = 20;

    final Dice dice;
    private final List<Actor> actors = new ArrayList<>();
    private final ThreadLocal<Actor> current = new ThreadLocal<>();
    private final Semaphore back = new Semaphore(0);
    private Duration now = Duration.ofDays(1);
    private boolean isDirty;
    private long commits;
    private long judgedAt;
    private String committedBy = "";

    World(Dice dice) {
        this.dice = dice;
    }

    /** Thrown through a thread whose server has died. No handler of ours catches it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        Died() {
            super("the server has died", null, false, false);
        }
    }

    Duration now() {
        return now;
    }

    /** Starts a thread that belongs to somebody; it begins when the dice say so. */
    Actor start(Object owner, String name, Runnable work) {
        var actor = new Actor(owner, name);
        actors.add(actor);
        Thread.ofVirtual().start(() -> {
            actor.baton.acquireUninterruptibly();
            current.set(actor);
            try {
                if (!actor.dies) {
                    work.run();
                }
            } catch (Died e) {
                // as its server
            } finally {
                actor.done = true;
                back.release();
            }
        });
        return actor;
    }

    /** All threads of a server stop where they are. What one of them was about to commit may still be committed, later. */
    void kill(Object owner) {
        for (var actor : actors) {
            if (actor.owner == owner && !actor.done) {
                actor.diesAfterWrite = actor.atWrite && dice.chance(75);
                actor.dies = !actor.diesAfterWrite;
            }
        }
    }

    /** All threads stop where they are, and nothing is committed any more. */
    void end() throws InterruptedException {
        for (var actor : actors) {
            actor.dies = true;
            while (!actor.done) {
                step(actor);
            }
        }
    }

    boolean hasThreads(String name) {
        return actors.stream().anyMatch(actor -> actor.name.equals(name) && !actor.done);
    }

    /** Whether this thread is about to commit something for its owner. */
    boolean isAboutToCommit(Actor actor, Object owner) {
        return actor.owner == owner && actor.atWrite && !actor.done;
    }

    List<Actor> ready() {
        actors.removeIf(actor -> actor.done);
        return actors.stream().filter(actor -> actor.isReady(now, dice)).toList();
    }

    /** Lets one thread go on to its next point. */
    void step(Actor actor) throws InterruptedException {
        actor.baton.release();
        if (!back.tryAcquire(HANGS_SECONDS, java.util.concurrent.TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "the thread \"%s\" blocks in something that is not simulated".formatted(actor.name));
        }
    }

    /** Whether anything was committed since the last time. */
    boolean takeDirty() {
        var was = isDirty;
        isDirty = false;
        return was;
    }

    /** How many transactions have been committed. */
    long commits() {
        return commits;
    }

    /** How many there had been when whoever committed last looked at the database before that. */
    long judgedAt() {
        return judgedAt;
    }

    /** The name of the thread that committed last. */
    String committedBy() {
        return committedBy;
    }

    /** Whether something that the dead wanted to commit is still on its way. */
    boolean hasLateCommits() {
        return actors.stream().anyMatch(actor -> actor.diesAfterWrite && !actor.dies && !actor.done);
    }

    @Nullable
    Duration nextTimer() {
        return actors.stream()
                .filter(actor -> !actor.done)
                .flatMap(actor -> actor.wakesAt(now).stream())
                .min(Duration::compareTo)
                .orElse(null);
    }

    void passTo(Duration time) {
        now = now.compareTo(time) < 0 ? time : now;
    }

    /** A point at which others may go first, and a server may die. */
    void point() {
        var actor = current.get();
        if (actor == null || actor.inTransaction) {
            return;
        }
        if (actor.dies) {
            throw new Died();
        }
        back.release();
        actor.baton.acquireUninterruptibly();
        if (actor.dies) {
            throw new Died();
        }
    }

    boolean await(Semaphore bell, Duration longest) {
        var actor = current.get();
        if (actor == null) {
            return bell.tryAcquire();
        }
        actor.bell = bell;
        actor.until = now.plus(longest);
        try {
            point();
        } finally {
            actor.bell = null;
            actor.until = null;
        }
        return bell.tryAcquire();
    }

    /** Who goes on now; null outside of all threads. */
    @Nullable
    Actor current() {
        return current.get();
    }

    /** Takes note of a transaction. */
    void committed(Actor actor) {
        isDirty = true;
        commits++;
        judgedAt = actor.lookedAt;
        committedBy = actor.name;
    }

    /** All whose server lives or has yet to die. */
    List<Actor> actors() {
        return actors;
    }

    /** Somebody who can be cut off from the database. */
    interface CutOff {
        boolean isCutOff();
    }

    /** Somebody whose threads may stand still for a while, as after SIGSTOP. */
    interface Freezable {
        Duration frozenUntil();
    }
}
