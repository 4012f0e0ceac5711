package dev.waybill.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Changes that the disk may not have yet, in the order in which it gets them. */
final class Unsynced {
    private final Deque<Change> changes = new ArrayDeque<>();

    private record Change(Duration at, Runnable undo) {}

    /** @param undo makes it as if it had never been */
    void add(Duration at, Runnable undo) {
        changes.addLast(new Change(at, undo));
    }

    /** The power goes: the disk has all changes from before a moment, and some of the others, the first of them. */
    void lose(Duration since, Dice dice) {
        var recent = changes.stream()
                .filter(change -> change.at().compareTo(since) >= 0)
                .count();
        for (var lost = dice.between(0, (int) recent); lost > 0; lost--) {
            changes.removeLast().undo().run();
        }
        changes.clear();
    }
}
