package dev.waybill.watches;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When this server looks at which repository, by its monotonic clock. Those that have been due for longest come first, so none
 * starves; repositories that hang or fail hold up no others. Belongs to one thread.
 */
final class Agenda {
    /** Looks at once. */
    static final int MOST = 8;

    static final int MOST_OF_A_HOST = 4;
    static final int MOST_FAILING = 2;

    /** At most so long between the starts of looks that nobody has asked for: five hundred are looked at in two minutes. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(250);

    /** Between two looks at one repository, however often somebody asks. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final Comparator<Item> ORDER = Comparator.comparing((Item item) -> !item.isAsked())
            .thenComparing(Item::due)
            .thenComparing(item -> item.repository().key());

    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Function<Repository, Duration> share;
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Item> underway = new HashMap<>();
    private Duration nextStart = Duration.ZERO;

    private record Item(
            Repository repository, String host, Duration due, boolean isAsked, boolean isFailing, Duration rest) {
        static Item of(Repository repository, Duration due) {
            var host = repository.url().host().orElse("");
            return new Item(repository, host, due, false, false, Duration.ZERO);
        }

        /** If something else is wanted of it, a look is due. */
        Item of(Repository newer) {
            var isSame = newer.wishers().equals(repository.wishers());
            return new Item(newer, host, isSame ? due : rest, isAsked, isFailing, rest);
        }

        Item asked() {
            return new Item(repository, host, rest, true, isFailing, rest);
        }
    }

    /** @param share how much time a look should have, so that many repositories cost little */
    Agenda(Function<Repository, Duration> share) {
        this.share = share;
    }

    /**
     * Replaces the repositories.
     *
     * @param due when those are due that were not on the agenda
     */
    void keep(List<Repository> repositories, Function<Repository, Duration> due) {
        var keys = repositories.stream().map(Repository::key).collect(Collectors.toSet());
        items.keySet().retainAll(keys);
        for (var repository : repositories) {
            var known = items.get(repository.key());
            items.put(
                    repository.key(),
                    known == null ? Item.of(repository, due.apply(repository)) : known.of(repository));
        }
    }

    boolean has(String key) {
        return items.containsKey(key);
    }

    /** Somebody wants a look at once. */
    void ask(Set<String> keys) {
        keys.stream()
                .filter(key -> !underway.containsKey(key))
                .forEach(key -> items.computeIfPresent(key, (_, item) -> item.asked()));
    }

    /** The looks to start now; they are under way until they have {@link #ended}. */
    List<Repository> start(Duration now) {
        var started = new ArrayList<Repository>();
        for (var item = next(now); item.isPresent(); item = next(now)) {
            var repository = item.get().repository();
            if (!item.get().isAsked()) {
                nextStart = now.plus(gap(repository));
            }
            underway.put(repository.key(), item.get());
            started.add(repository);
        }
        return started;
    }

    private Optional<Item> next(Duration now) {
        var isTurn = nextStart.compareTo(now) <= 0;
        return items.values().stream()
                .filter(item -> item.due().compareTo(now) <= 0 && (isTurn || item.isAsked()))
                .filter(item -> !isUnderway(item) && hasSlot(item))
                .min(ORDER);
    }

    private Stream<Item> waiting() {
        return items.values().stream().filter(item -> !isUnderway(item));
    }

    private boolean isUnderway(Item item) {
        return underway.containsKey(item.repository().key());
    }

    private Duration gap(Repository repository) {
        var wanted = share.apply(repository);
        return wanted.compareTo(LONGEST_GAP) < 0 ? wanted : LONGEST_GAP;
    }

    private boolean hasSlot(Item item) {
        var ofHost = 0;
        var failing = 0;
        for (var other : underway.values()) {
            ofHost += other.host().equals(item.host()) ? 1 : 0;
            failing += other.isFailing() ? 1 : 0;
        }
        return underway.size() < MOST && ofHost < MOST_OF_A_HOST && (!item.isFailing() || failing < MOST_FAILING);
    }

    /** If something else is wanted of the repository than when the look began, the next one is due soon. */
    void ended(String key, Duration now, Duration pause, boolean isFailing) {
        var look = underway.remove(key);
        items.computeIfPresent(key, (_, item) -> {
            var rest = now.plus(REST);
            var isSame = look == null
                    || look.repository().wishers().equals(item.repository().wishers());
            return new Item(item.repository(), item.host(), isSame ? now.plus(pause) : rest, false, isFailing, rest);
        });
    }

    /** How long there is nothing to start, unless a look ends or somebody asks. */
    Duration untilNext(Duration now, Duration longest) {
        if (underway.size() >= MOST) {
            return longest;
        }
        return waiting()
                .filter(this::hasSlot)
                .map(item -> item.isAsked() || item.due().compareTo(nextStart) > 0 ? item.due() : nextStart)
                .map(at -> at.minus(now))
                .map(wait -> wait.compareTo(MOMENT) < 0 ? MOMENT : wait)
                .min(Duration::compareTo)
                .filter(wait -> wait.compareTo(longest) < 0)
                .orElse(longest);
    }
}
