package dev.waybill.sightings;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import dev.waybill.events.DriftEvent;
import dev.waybill.events.DriftEvent.Change;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.store.Tx;
import org.jspecify.annotations.Nullable;

/** Records what changes about drift, as events. */
record DriftNews(Events events) {
    /** @param by who has acknowledged it; null for other changes */
    void append(Tx tx, App app, Lane lane, Change change, @Nullable User by) {
        var state = State.of(tx.handle(), lane);
        var live = state.seen() == null ? null : state.seen().live();
        var recorded = state.recorded();
        if (live == null || live.sha() == null || recorded == null || recorded.sha() == null) {
            return; // nothing to compare any more
        }
        var subject = new Subject(new Named(app.id().value(), app.name()), lane.environment(), null);
        var data = new DriftEvent(
                change,
                live.release(),
                state.drift() == null ? live.sha() : state.drift().sha(),
                live.by(),
                recorded.sha().hex(),
                recorded.name(),
                by == null ? null : by.name());
        events.append(tx, new Event(data, subject, by == null ? null : by.named()));
    }
}
