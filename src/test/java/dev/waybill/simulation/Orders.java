package dev.waybill.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All orders in which some can go on, one after the other: depth first, so that the last choice is changed first. */
final class Orders {
    private final List<Integer> chosen = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private int depth;

    /**
     * Lets them go on in the present order. Two reads that follow each other could change places, so only one of these two orders is
     * played.
     *
     * @return false if this order is the other one of two such
     * @throws AssertionError if one does, with the order
     */
    boolean isPlayed(List<Racer> racers) throws InterruptedException {
        var order = new ArrayList<Integer>();
        var lastRead = -1;
        while (racers.stream().anyMatch(Racer::isOpen)) {
            var open = open(racers, lastRead);
            if (open.isEmpty()) {
                return false;
            }
            var next = open.get(choose(open.size()));
            order.add(next);
            lastRead = racers.get(next).isRead() ? next : -1;
            try {
                racers.get(next).go();
            } catch (AssertionError e) {
                throw new AssertionError("in the order %s: %s".formatted(order, e.getMessage()), e);
            }
        }
        return true;
    }

    private static List<Integer> open(List<Racer> racers, int lastRead) {
        return IntStream.range(0, racers.size())
                .filter(i -> racers.get(i).isOpen()
                        && !(i < lastRead && racers.get(i).isRead()))
                .boxed()
                .toList();
    }

    /** From 0 up to how many there are to choose from, which has to be the same after the same choices. */
    private int choose(int among) {
        if (depth == chosen.size()) {
            chosen.add(0);
            widths.add(among);
        }
        if (widths.get(depth) != among) {
            throw new IllegalStateException("%d to choose from, and %d before".formatted(among, widths.get(depth)));
        }
        return chosen.get(depth++);
    }

    /** Begins with the next way; false if there is none. */
    boolean next() {
        depth = 0;
        while (!chosen.isEmpty() && chosen.getLast() + 1 == widths.getLast()) {
            chosen.removeLast();
            widths.removeLast();
        }
        if (chosen.isEmpty()) {
            return false;
        }
        chosen.set(chosen.size() - 1, chosen.getLast() + 1);
        return true;
    }
}
