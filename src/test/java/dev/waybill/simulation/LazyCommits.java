package dev.waybill.simulation;

/** What was committed lazily, and that it is lost if the database goes down before the disk has it: all of it, or the end of it. */
final class LazyCommits {
    private final Dice dice;
    private final Snapshots snapshots;
    private boolean isLossExpected;
    /** Whether there is a state to which a loss leads back, which nothing has taken to the disk since. */
    private boolean mayBeLost;

    private long version;

    LazyCommits(Dice dice, Snapshots snapshots) {
        this.dice = dice;
        this.snapshots = snapshots;
    }

    /** Nothing is kept for a loss, which takes time, unless one is to be expected. */
    void expectLoss(boolean expected) {
        isLossExpected = expected;
        mayBeLost &= expected;
    }

    /** Somebody is about to commit. At times the disk has got the lazy commits before that by itself. */
    void before(boolean lazily) {
        if (!isLossExpected) {
            return;
        }
        if (lazily && (!mayBeLost || dice.chance(30))) {
            snapshots.take();
            mayBeLost = true;
        }
        version = snapshots.version();
    }

    /** Somebody has. What waits for the disk takes with it all that came before; what changed nothing does not wait. */
    void after(boolean lazily) {
        if (isLossExpected && !lazily && snapshots.version() != version) {
            mayBeLost = false;
        }
    }

    void lose() {
        if (mayBeLost) {
            snapshots.restore();
        }
    }
}
