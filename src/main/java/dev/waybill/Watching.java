package dev.waybill;

import dev.waybill.apps.App;
import dev.waybill.repositories.RefLookup;
import dev.waybill.watches.Looks;
import dev.waybill.watches.Pace;
import dev.waybill.watches.Watcher;
import dev.waybill.watches.Watches;
import dev.waybill.watches.Watchlist;
import dev.waybill.watches.Wish;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Wires what looks at repositories. */
public record Watching(Watches watches, Watchlist watchlist, Watcher watcher) {
    static Watching of(Foundation foundation, Site site, Engine.Shared shared, Executor threads) {
        var db = foundation.db();
        var time = foundation.time();
        var nodes = site.nodes();
        var watchlist =
                new Watchlist(foundation.apps(), site.demand(), site.node().id(), nodes::living);
        var looks = new Looks(db, foundation.events(), shared.remotes(), site.refs(), time);
        return new Watching(new Watches(db, time), watchlist, new Watcher(db, watchlist, looks, time, threads));
    }

    /** Each environment shows how fresh its default ref is; automatic deploys also follow other refs and tags, and cannot wait. */
    static Wish refs(App app) {
        var refs = new TreeSet<String>();
        var tags = new TreeSet<String>();
        var pace = Pace.LEISURELY;
        for (var environment : app.config().shownEnvironments().entrySet()) {
            refs.add(RefLookup.defaultRef(app, environment.getKey()));
            var auto = environment.getValue().auto();
            if (auto != null) {
                Stream.ofNullable(auto.ref()).forEach(refs::add);
                Stream.ofNullable(auto.tags()).forEach(tags::add);
                pace = auto.isPrompt() ? Pace.PROMPT : pace;
            }
        }
        return Wish.of(refs, tags, pace);
    }
}
