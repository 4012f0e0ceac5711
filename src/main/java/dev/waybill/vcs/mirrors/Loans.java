package dev.waybill.vcs.mirrors;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the readers of each copy that may go on to borrow from it. Thread-safe. */
final class Loans {
    private final ConcurrentHashMap<Path, Integer> readers = new ConcurrentHashMap<>();

    /** Counts a reader until the result is closed. */
    Mirrors.Loan of(Path copy) {
        readers.merge(copy, 1, Integer::sum);
        return new Mirrors.Loan(
                copy, () -> readers.computeIfPresent(copy, (_, count) -> count == 1 ? null : count - 1));
    }

    boolean has(Path copy) {
        return readers.containsKey(copy);
    }
}
