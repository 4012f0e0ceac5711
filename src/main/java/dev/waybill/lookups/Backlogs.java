package dev.waybill.lookups;

import dev.waybill.ancestry.Distances;
import dev.waybill.ancestry.Span;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Lane;
import dev.waybill.repositories.RefLookup;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import dev.waybill.watches.Heads;
import dev.waybill.watches.Watches;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** How many commits are not live in environments yet, as far as that is known at once. Thread-safe. */
public final class Backlogs {
    private final Db db;
    private final Distances distances;

    public Backlogs(Db db, Distances distances) {
        this.db = db;
        this.distances = distances;
    }

    /**
     * Without environments for which nothing waits, or for which it is not known.
     *
     * @param live what is live in environments of these apps; what is live elsewhere is never compared
     */
    public Map<Lane, Integer> of(Collection<App> apps, Collection<Deploy> live) {
        var shas = new HashMap<Lane, Sha>();
        live.forEach(deploy -> Optional.ofNullable(deploy.sha()).ifPresent(sha -> shas.put(deploy.lane(), sha)));
        var spans = spans(apps, shas);
        var counts = distances.of(new HashSet<>(spans.values()));
        var backlogs = new HashMap<Lane, Integer>();
        spans.forEach((lane, span) -> {
            var count = counts.getOrDefault(span, 0);
            if (count > 0) {
                backlogs.put(lane, count);
            }
        });
        return backlogs;
    }

    private Map<Lane, Span> spans(Collection<App> apps, Map<Lane, Sha> live) {
        var heads = Watches.heads(db);
        var byId = new HashMap<AppId, App>();
        apps.forEach(app -> byId.put(app.id(), app));
        var spans = new HashMap<Lane, Span>();
        live.forEach((lane, sha) -> {
            var app = byId.get(lane.app());
            if (app != null) {
                next(app, lane, live, heads)
                        .filter(target -> !target.equals(sha))
                        .ifPresent(target -> spans.put(lane, span(app, sha, target)));
            }
        });
        return spans;
    }

    private static Span span(App app, Sha base, Sha target) {
        var config = app.config();
        return new Span(config.repositoryUrl(), config.changes().paths(), base, target);
    }

    /** What would be deployed next: what is live in the environment from which it is promoted, or the newest commit. */
    private static Optional<Sha> next(App app, Lane lane, Map<Lane, Sha> live, Heads heads) {
        var source = app.config().environment(lane.environment()).source();
        return source.isPresent()
                ? Optional.ofNullable(live.get(new Lane(app.id(), source.get())))
                : heads.at(app.id(), RefLookup.defaultRef(app, lane.environment()));
    }
}
