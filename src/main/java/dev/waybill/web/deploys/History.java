package dev.waybill.web.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.events.EventFilter;
import dev.waybill.events.Feed;
import dev.waybill.events.Recorded;
import dev.waybill.store.Db;
import java.util.List;
import java.util.Optional;

/** The events of deploys. Thread-safe. */
public final class History {
    /** A deploy that reports its progress often may have more. */
    private static final int MOST = 200;

    private final Db db;
    private final Feed feed;

    public History(Db db, Feed feed) {
        this.db = db;
        this.feed = feed;
    }

    Optional<Recorded> last(Deploy deploy, String kind) {
        return db.read(handle -> Feed.last(handle, deploy.id().value(), kind));
    }

    /** The newest first. */
    List<Recorded> of(Deploy deploy) {
        return feed.list(new EventFilter(null, null, deploy.id().value(), null, null, null, null, MOST))
                .rows();
    }
}
