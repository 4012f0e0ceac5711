package dev.waybill.ancestry;

import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Kept;
import dev.waybill.workspaces.Sources;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How many commits lead from one commit to another, for pages: they get at once what is known. The rest is found out in the
 * mirrors, and then open pages are shown again. Thread-safe.
 */
public final class Distances {
    private static final int KEPT = 20_000;

    private final Db db;
    private final DistanceFinder finder;
    private final Kept<Span, Integer> known = new Kept<>(KEPT, _ -> Integer.BYTES);

    /** @param threads runs each task on a thread of its own */
    public Distances(Db db, Sources sources, Time time, Executor threads) {
        this.db = db;
        this.finder = new DistanceFinder(sources, time, threads, this::keep);
    }

    /**
     * Those that are known. Does not wait for git.
     *
     * @return how many commits the target has that the base lacks; 0 if it does not descend from the base
     */
    public Map<Span, Integer> of(Collection<Span> spans) {
        var found = new HashMap<Span, Integer>();
        var missing = new LinkedHashSet<Span>();
        for (var span : spans) {
            known.find(span).ifPresentOrElse(count -> found.put(span, count), () -> missing.add(span));
        }
        missing.removeIf(finder::isResting);
        if (!missing.isEmpty()) {
            found.putAll(stored(missing));
            missing.removeAll(found.keySet());
            finder.find(missing);
        }
        return found;
    }

    private Map<Span, Integer> stored(Set<Span> spans) {
        var pairs = spans.stream().map(Span::pair).distinct().toList();
        var kin = db.read(handle -> KinshipStore.of(handle, pairs));
        var stored = new HashMap<Span, Integer>();
        for (var span : spans) {
            count(span, kin.relation(span.base(), span.target()))
                    .ifPresent(count -> stored.put(span, known.get(span, () -> count)));
        }
        return stored;
    }

    /** Empty if the relation of the commits does not tell it. */
    private static Optional<Integer> count(Span span, Relation relation) {
        return switch (relation) {
            case Relation.Unasked _ -> Optional.empty();
            case Relation.Gone _ -> Optional.of(0);
            case Relation.Known(var kinship) when !kinship.isAhead() -> Optional.of(0);
            case Relation.Known(var kinship) when span.paths().isEmpty() -> Optional.of(kinship.ahead());
            case Relation.Known _ -> Optional.empty();
        };
    }

    private void keep(DistanceFinder.Found found) {
        found.counts().forEach((span, count) -> known.get(span, () -> count));
        db.writeLazily(tx -> {
            found.kin().store(tx);
            tx.signal(Events.TOPIC);
            return tx;
        });
    }
}
