package dev.waybill.ancestry;

import dev.waybill.spi.Time;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Kinship;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks mirrors for distances, one after the other, and contacts no repository. Thread-safe. */
final class DistanceFinder {
    private static final Logger LOG = LoggerFactory.getLogger(DistanceFinder.class);

    private static final int MOST_OPEN = 2_000;
    private static final int MOST_FAILED = 10_000;
    private static final int AT_ONCE = 50;

    /** Most often a mirror lacks a commit, and gets it with the next deploy, or when somebody looks at the changes. */
    private static final Duration REST = Duration.ofMinutes(5);

    private final Sources sources;
    private final Time time;
    private final Executor threads;
    private final Consumer<Found> told;

    // Guarded by this: what is still to be asked, until when not to ask again after a failure, and whether a thread is
    // at it.
    private final Set<Span> open = new LinkedHashSet<>();
    private final Map<Span, Duration> resting = new HashMap<>();
    private boolean isBusy;

    /** @param told is told what was found, some at a time, on the thread that has found it */
    DistanceFinder(Sources sources, Time time, Executor threads, Consumer<Found> told) {
        this.sources = sources;
        this.time = time;
        this.threads = threads;
        this.told = told;
    }

    /** @param kin the relations of the commits */
    record Found(Map<Span, Integer> counts, Kin kin) {}

    /** Whether it could not be found a short time ago. */
    synchronized boolean isResting(Span span) {
        var end = resting.get(span);
        return end != null && time.sinceBoot().compareTo(end) < 0;
    }

    /** Does not wait for it. */
    synchronized void find(Collection<Span> spans) {
        spans.stream().limit(Math.max(0, MOST_OPEN - open.size())).forEach(open::add);
        if (!isBusy && !open.isEmpty()) {
            threads.execute(this::work);
            isBusy = true;
        }
    }

    private void work() {
        try {
            for (var some = next(); !some.isEmpty(); some = next()) {
                find(some);
                done(some);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server shuts down
        } catch (RuntimeException e) {
            LOG.warn("distances between commits were not recorded", e);
            rest();
        }
    }

    private synchronized void rest() {
        isBusy = false;
    }

    private synchronized List<Span> next() {
        var some = open.stream().limit(AT_ONCE).toList();
        isBusy = !some.isEmpty();
        return some;
    }

    private synchronized void done(List<Span> spans) {
        spans.forEach(open::remove);
    }

    private void find(List<Span> spans) throws InterruptedException {
        var counts = new HashMap<Span, Integer>();
        var relations = new HashMap<Kin.Pair, Relation>();
        for (var span : spans) {
            try {
                var kinship = sources.kinship(span.url(), span.base(), span.target());
                counts.put(span, count(span, kinship));
                relations.put(span.pair(), new Relation.Known(kinship));
            } catch (IOException | RuntimeException e) {
                LOG.debug("{} is not known: {}", span, e.getMessage());
                failed(span);
            }
        }
        if (!counts.isEmpty()) {
            told.accept(new Found(counts, new Kin(relations, Map.of())));
        }
    }

    private int count(Span span, Kinship kinship) throws IOException, InterruptedException {
        if (!kinship.isAhead()) {
            return 0;
        }
        return span.paths().isEmpty()
                ? kinship.ahead()
                : sources.changes(span.url(), span.base(), span.target(), query(span))
                        .commits()
                        .count();
    }

    private static ChangeQuery query(Span span) {
        return new ChangeQuery(span.paths(), Map.of(), List.of(), 1);
    }

    private synchronized void failed(Span span) {
        if (resting.size() >= MOST_FAILED) {
            resting.clear();
        }
        resting.put(span, time.sinceBoot().plus(REST));
    }
}
