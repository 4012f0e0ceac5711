package dev.waybill.notifiers.slack;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Goes off at some steps of whatever takes steps, and stays off until it is restored: what happens meanwhile has no effect. Thread-safe. */
final class Power {
    private final Deque<Integer> next = new ArrayDeque<>();
    private int taken;

    /** There is none. */
    static final class Off extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @param steps that can be taken before it goes off for the first time, after it is restored before it goes off again, and so on */
    synchronized void goesOffAfter(Integer... steps) {
        next.clear();
        next.addAll(Arrays.asList(steps));
        taken = 0;
    }

    /** @throws Off instead */
    synchronized void step() {
        if (!next.isEmpty() && next.getFirst() == taken) {
            throw new Off();
        }
        taken++;
    }

    synchronized void restore() {
        next.pollFirst();
        taken = 0;
    }

    /** Whether it went off as often as it was told to. */
    synchronized boolean hasGoneOff() {
        return next.isEmpty();
    }
}
