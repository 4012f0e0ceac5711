package dev.waybill.simulation;

import dev.waybill.errors.Unavailable;
import dev.waybill.store.Observer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Stands around each use of the database, so that others may go first, and a server may die there or be out of reach. The database
 * itself may go down, and with it the end of what was committed lazily.
 */
final class SimulatedDatabase implements Observer {
    private final World world;
    private final LockOrder order = new LockOrder();
    private final LazyCommits lazy;
    private Duration downUntil = Duration.ZERO;
    /** It is to go down after so many lazy commits from now on; negative for not at all. */
    private int commitsLeft = -1;

    SimulatedDatabase(World world, LazyCommits lazy) {
        this.world = world;
        this.lazy = lazy;
    }

    @Override
    public <T> T read(Supplier<T> work) {
        var actor = world.current();
        if (actor == null) {
            return work.get();
        }
        actor.atRead = true;
        try {
            world.point();
        } finally {
            actor.atRead = false;
        }
        reach(actor);
        actor.lookedAt = world.commits();
        return work.get();
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return write(work, false);
    }

    @Override
    public <T> T writeLazily(Supplier<T> work) {
        return write(work, true);
    }

    private <T> T write(Supplier<T> work, boolean lazily) {
        var actor = world.current();
        if (actor == null) {
            return work.get();
        }
        actor.atWrite = true;
        try {
            world.point();
        } finally {
            actor.atWrite = false;
        }
        reach(actor);
        lazy.before(lazily);
        order.begin();
        actor.inTransaction = true;
        try {
            return work.get();
        } finally {
            actor.inTransaction = false;
            world.committed(actor);
            lazy.after(lazily);
            commitsLeft -= lazily && commitsLeft > 0 ? 1 : 0;
            actor.dies |= actor.diesAfterWrite;
            if (!actor.dies) {
                awaitAnswer(actor);
            }
        }
    }

    @Override
    public void statement(String sql) {
        order.check(sql);
    }

    private void awaitAnswer(Actor actor) {
        actor.atAnswer = true;
        try {
            world.point();
        } finally {
            actor.atAnswer = false;
        }
        if (actor.isRefused) {
            actor.isRefused = false;
            throw new Unavailable("unavailable", "the database went down before it answered");
        }
    }

    /** @throws Unavailable if the database is down, or out of reach */
    private void reach(Actor actor) {
        var isLost = actor.isRefused || isDown();
        actor.isRefused = false;
        if (isLost || actor.owner instanceof World.CutOff node && node.isCutOff()) {
            if (actor.diesAfterWrite) {
                throw new World.Died(); // what it was about to commit does not get there
            }
            throw new Unavailable("unavailable", isLost ? "the database is down" : "cut off");
        }
    }

    boolean isDown() {
        return downUntil.compareTo(world.now()) > 0;
    }

    /** It will go down some time after so many lazy commits. */
    void goDownAfter(int lazyCommits) {
        commitsLeft = lazyCommits;
        lazy.expectLoss(true);
    }

    boolean isToGoDown() {
        return commitsLeft == 0;
    }

    /** Whoever waits for it gets no answer, which says nothing about what was committed. */
    void goDown(Duration length) {
        lazy.lose();
        stayUp();
        downUntil = world.now().plus(length);
        for (var actor : world.actors()) {
            actor.isRefused = actor.atRead || actor.atWrite || actor.atAnswer && world.dice.chance(50);
        }
    }

    /** It goes down no more. */
    void stayUp() {
        commitsLeft = -1;
        lazy.expectLoss(false);
        downUntil = Duration.ZERO;
    }
}
