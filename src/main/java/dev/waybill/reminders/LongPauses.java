package dev.waybill.reminders;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.automation.Automations;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.automation.Mode;
import dev.waybill.automation.Pause;
import dev.waybill.deploys.Lane;
import dev.waybill.events.AutomationEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Automatic deploys that stay paused. They are looked at every hour: a pause can end and begin, but is long once it is due. */
final class LongPauses implements Occasion {
    private static final Duration LONG = Duration.ofDays(1);

    private final Db db;
    private final Apps apps;
    private final Events events;
    private final Time time;
    private Duration nextLook = Duration.ZERO;

    LongPauses(Db db, Apps apps, Events events, Time time) {
        this.db = db;
        this.apps = apps;
        this.events = events;
        this.time = time;
    }

    /** An environment whose automatic deploys are paused. */
    private record Paused(App app, Lane lane, Pause pause) {
        private boolean isOf(ReminderStore.Reminded reminded) {
            return lane.equals(reminded.lane()) && pause.mark() == reminded.subject();
        }
    }

    @Override
    public Duration look(Instant now) {
        var early = nextLook.minus(time.sinceBoot());
        if (early.isPositive()) {
            return early;
        }
        var configured = apps.all();
        var reminded = db.read(ReminderStore::pauses);
        var paused = db.read(handle -> paused(handle, configured));
        forget(reminded.stream()
                .filter(it -> paused.stream().noneMatch(pause -> pause.isOf(it)))
                .filter(it -> !isAway(it, configured))
                .toList());
        var wait = LONGEST;
        for (var each : paused) {
            var left = Occasion.until(each.pause().since().plus(LONG), now);
            if (left.isPositive()) {
                wait = left.compareTo(wait) < 0 ? left : wait;
            } else if (reminded.stream().noneMatch(each::isOf)) {
                remind(each);
            }
        }
        nextLook = time.sinceBoot().plus(wait);
        return wait;
    }

    private static List<Paused> paused(Handle handle, List<App> apps) {
        return apps.stream()
                .filter(app -> app.retiredAt() == null)
                .flatMap(app -> app.config().environments().entrySet().stream()
                        .filter(environment -> environment.getValue().auto() != null)
                        .map(environment -> new Lane(app.id(), environment.getKey()))
                        .flatMap(lane -> paused(handle, app, lane)))
                .toList();
    }

    private static Stream<Paused> paused(Handle handle, App app, Lane lane) {
        return pause(handle, app, lane).stream().map(pause -> new Paused(app, lane, pause));
    }

    private static Optional<Pause> pause(Handle handle, App app, Lane lane) {
        return Automations.of(handle, lane, app.config())
                .flatMap(automation -> automation.pause("%s/%s".formatted(app.name(), lane.environment())));
    }

    /** Whether the pause lasts, of an environment that is not configured to be deployed automatically now. It may come back. */
    private boolean isAway(ReminderStore.Reminded reminded, List<App> configured) {
        return configured.stream()
                .filter(app -> app.id().equals(reminded.lane().app()))
                .flatMap(app -> db.read(handle -> Automations.of(handle, reminded.lane(), app.config())).stream()
                        .filter(it -> app.retiredAt() != null || it.config() == null))
                .map(LaneAutomation::state)
                .anyMatch(state -> state.mode() == Mode.PAUSED && state.since().toEpochMilli() == reminded.subject());
    }

    private void forget(List<ReminderStore.Reminded> over) {
        if (!over.isEmpty()) {
            db.writeLazily(tx -> {
                over.forEach(it -> ReminderStore.delete(tx, it));
                return over;
            });
        }
    }

    private void remind(Paused paused) {
        db.write(tx -> {
            GateVersion.raise(tx); // so that nobody resumes them meanwhile
            pause(tx.handle(), paused.app(), paused.lane())
                    .filter(pause -> pause.mark() == paused.pause().mark())
                    .ifPresent(pause -> remind(tx, paused, pause));
            return paused;
        });
    }

    private void remind(Tx tx, Paused paused, Pause pause) {
        if (ReminderStore.insert(tx, paused.lane(), ReminderStore.Kind.PAUSED, pause.mark())) {
            var app = new Named(paused.app().id().value(), paused.app().name());
            events.append(
                    tx,
                    new Event(
                            new AutomationEvent(AutomationEvent.Change.STILL_PAUSED, pause.reason(), pause.by()),
                            new Subject(app, paused.lane().environment(), null),
                            null));
        }
    }
}
