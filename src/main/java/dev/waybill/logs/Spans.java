package dev.waybill.logs;

import java.util.Arrays;

/** Parts of a piece of output; those that overlap are one. Belongs to one thread. */
final class Spans {
    private int[] from = new int[8];
    private int[] end = new int[8];
    private int count;

    /** Adds a part that ends after all others. */
    void add(int itsFrom, int itsEnd) {
        var first = itsFrom;
        while (count > 0 && end[count - 1] > first) {
            count--;
            first = Math.min(first, from[count]);
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            end = Arrays.copyOf(end, 2 * count);
        }
        from[count] = first;
        end[count] = itsEnd;
        count++;
    }

    int count() {
        return count;
    }

    int from(int index) {
        return from[index];
    }

    int end(int index) {
        return end[index];
    }
}
