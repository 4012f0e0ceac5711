package dev.waybill.gates;

import dev.waybill.checks.Checked;
import dev.waybill.locks.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The world around a candidate, as a test wants it. */
record World(
        List<Lock> locks,
        Optional<Instant> retired,
        Optional<Facts.Unresolved> unresolved,
        List<Checked> checks,
        boolean wasLive,
        Optional<Facts.Live> live,
        List<Facts.Quarantined> quarantined,
        Optional<Instant> grace,
        Optional<Facts.Ahead> ahead,
        List<Facts.Place> places,
        Optional<Facts.Pool> pool)
        implements Facts {
    /** Nothing stands against anything. */
    static final World FREE = new World(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    World with(Lock... some) {
        return new World(
                List.of(some), retired, unresolved, checks, wasLive, live, quarantined, grace, ahead, places, pool);
    }

    World with(Checked... some) {
        return new World(
                locks, retired, unresolved, List.of(some), wasLive, live, quarantined, grace, ahead, places, pool);
    }

    World onceLive() {
        return new World(locks, retired, unresolved, checks, true, live, quarantined, grace, ahead, places, pool);
    }

    World with(Facts.Live other) {
        return new World(
                locks,
                retired,
                unresolved,
                checks,
                wasLive,
                Optional.of(other),
                quarantined,
                grace,
                ahead,
                places,
                pool);
    }

    World with(Facts.Quarantined... some) {
        return new World(locks, retired, unresolved, checks, wasLive, live, List.of(some), grace, ahead, places, pool);
    }

    World with(Facts.Place... some) {
        return new World(
                locks, retired, unresolved, checks, wasLive, live, quarantined, grace, ahead, List.of(some), pool);
    }

    World with(Facts.Pool other) {
        return new World(
                locks,
                retired,
                unresolved,
                checks,
                wasLive,
                live,
                quarantined,
                grace,
                ahead,
                places,
                Optional.of(other));
    }

    World with(Facts.Ahead other) {
        return new World(
                locks,
                retired,
                unresolved,
                checks,
                wasLive,
                live,
                quarantined,
                grace,
                Optional.of(other),
                places,
                pool);
    }

    World with(Facts.Unresolved other) {
        return new World(
                locks, retired, Optional.of(other), checks, wasLive, live, quarantined, grace, ahead, places, pool);
    }

    World graceUntil(Instant end) {
        return new World(
                locks, retired, unresolved, checks, wasLive, live, quarantined, Optional.of(end), ahead, places, pool);
    }

    World retiredAt(Instant time) {
        return new World(
                locks, Optional.of(time), unresolved, checks, wasLive, live, quarantined, grace, ahead, places, pool);
    }
}
