package dev.waybill;

import dev.waybill.apps.App;
import dev.waybill.repositories.RefLookup;
import dev.waybill.watches.Looks;
import dev.waybill.watches.Pace;
import dev.waybill.watches.Watcher;
import dev.waybill.watches.Watches;
import dev.waybill.watches.Watchlist;
import dev.waybill.watches.Wish;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Wires what looks at repositories. */
public record Watching(Watches watches, Watcher watcher) {
    static Watching of(Foundation foundation, Site site, Engine.Shared shared, Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var nodes = site.nodes();
        var watchlist =
                new Watchlist(foundation.apps(), site.demand(), site.node().id(), nodes::living);
        var looks = new Looks(db, foundation.events(), shared.remotes(), site.sources()::refs, time);
        return new Watching(new Watches(db, time), new Watcher(db, watchlist, looks, time, threads));
    }

    /** Each environment shows how fresh its default ref is. */
    static Wish defaultRefs(App app) {
        var refs = app.config().shownEnvironments().keySet().stream()
                .map(environment -> RefLookup.defaultRef(app, environment))
                .collect(Collectors.toSet());
        return Wish.of(refs, Set.of(), Pace.LEISURELY);
    }
}
