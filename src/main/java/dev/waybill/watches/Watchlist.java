package dev.waybill.watches;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The repositories that this server looks at: its share of those of all apps. Thread-safe. */
public final class Watchlist {
    private final Apps apps;
    private final Demand demand;
    private final String self;
    private final Supplier<Set<String>> living;

    /** What was found last: that is asked for every few seconds, and seldom changes. */
    private volatile Found last = new Found(List.of(), Set.of(), List.of());

    private record Found(List<App> apps, Set<String> living, List<Repository> own) {}

    /**
     * @param self the id of this server
     * @param living the ids of all servers that are not silent; must not block
     */
    public Watchlist(Apps apps, Demand demand, String self, Supplier<Set<String>> living) {
        this.apps = apps;
        this.demand = demand;
        this.self = self;
        this.living = living;
    }

    /** Whether this server looks at the repository of an app, as far as it knows the others. */
    public boolean isOwn(App app) {
        return new Owners(self, living.get()).isOwn(Repository.key(app));
    }

    List<Repository> own() {
        var all = apps.all();
        var alive = Set.copyOf(living.get());
        var found = last;
        if (!found.apps().equals(all) || !found.living().equals(alive)) {
            found = new Found(all, alive, own(all, alive));
            last = found;
        }
        return found.own();
    }

    private List<Repository> own(List<App> all, Set<String> alive) {
        var owners = new Owners(self, alive);
        return Repository.all(all, demand).stream()
                .filter(repository -> owners.isOwn(repository.key()))
                .toList();
    }
}
