package dev.waybill.automation;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Lane;
import dev.waybill.events.AutomationEvent;
import dev.waybill.events.AutomationEvent.Change;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Switches automatic deploys on and off, and tells what holds them. Thread-safe. */
public final class Automations {
    private final Db db;
    private final Apps apps;
    private final Events events;
    private final Time time;

    public Automations(Db db, Apps apps, Events events, Time time) {
        this.db = db;
        this.apps = apps;
        this.events = events;
        this.time = time;
    }

    /**
     * What holds the automatic deploys of a lane; empty if none were ever configured there.
     *
     * @param config the app's present configuration
     */
    public static Optional<LaneAutomation> of(Handle handle, Lane lane, AppConfig config) {
        return AutomationStore.find(handle, lane).map(state -> {
            var auto = config.environment(lane.environment()).auto();
            return new LaneAutomation(
                    auto,
                    state,
                    AutomationStore.setback(handle, lane, state.resumption()),
                    auto == null || auto.interval().isEmpty()
                            ? Optional.empty()
                            : AutomationStore.lastStart(handle, lane));
        });
    }

    /** The lanes whose automatic deploys somebody has switched off or paused. */
    public static Map<Lane, Mode> held(Db db) {
        return db.read(AutomationStore::held);
    }

    /**
     * Begins with the automatic deploys of a lane, or begins again with those that were at rest: what has failed so far pauses
     * nothing, and times of a schedule that have passed do not count. A mode that somebody has set stays. Does nothing if they have
     * begun.
     */
    public void begin(Lane lane) {
        db.write(tx -> {
            GateVersion.raise(tx);
            AutomationStore.insert(tx, lane, time.now());
            if (AutomationStore.find(tx.handle(), lane)
                    .filter(Automation::isAtRest)
                    .isPresent()) {
                AutomationStore.resume(tx, lane);
                AutomationStore.fired(tx, lane, time.now());
            }
            return tx;
        });
    }

    /** Lays to rest the automatic deploys of those lanes whose configuration has none any more. */
    public void rest() {
        var configs = apps.all().stream().collect(Collectors.toMap(App::id, App::config));
        var gone = db.read(AutomationStore::active).stream()
                .filter(lane -> configs.containsKey(lane.app()))
                .filter(lane -> Objects.requireNonNull(configs.get(lane.app()))
                                .environment(lane.environment())
                                .auto()
                        == null)
                .toList();
        if (!gone.isEmpty()) {
            db.write(tx -> {
                gone.forEach(lane -> AutomationStore.rest(tx, lane));
                return tx;
            });
        }
    }

    /** Sets what people want. To switch them on also resumes them after a failure or a rollback. */
    public void set(App app, Lane lane, Mode mode, @Nullable String reason, User by) {
        db.write(tx -> {
            GateVersion.raise(tx);
            AutomationStore.insert(tx, lane, time.now());
            AutomationStore.set(tx, lane, mode, by.name(), reason, time.now());
            if (mode == Mode.ON) {
                AutomationStore.resume(tx, lane);
            }
            tx.signal(GateVersion.LANES);
            append(tx, app, lane, Change.of(mode.word()), reason, by);
            return tx;
        });
    }

    /** Tells people, once, that a deploy pauses automatic deploys. */
    public void tell(App app, Lane lane, Setback setback) {
        var place = app.name() + "/" + lane.environment();
        db.write(tx -> {
            if (AutomationStore.told(tx, lane, setback.number())) {
                append(tx, app, lane, Change.PAUSED, setback.sentence(place), null);
            }
            return tx;
        });
    }

    /** Counts a time of the schedule as dealt with. */
    public void fired(Lane lane, Instant at) {
        db.write(tx -> {
            AutomationStore.fired(tx, lane, at);
            return tx;
        });
    }

    private void append(Tx tx, App app, Lane lane, Change change, @Nullable String reason, @Nullable User by) {
        var subject = new Subject(new Named(app.id().value(), app.name()), lane.environment(), null);
        var data = new AutomationEvent(change, reason, by == null ? null : by.name());
        events.append(tx, new Event(data, subject, by == null ? null : by.named()));
    }
}
