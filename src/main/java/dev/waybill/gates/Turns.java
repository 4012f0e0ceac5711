package dev.waybill.gates;

import java.util.stream.Stream;

/** The gates of a candidate's turn: what is ahead of it, and which nodes have capacity. */
final class Turns {
    private Turns() {}

    static Stream<Blocker> queuedBehind(Facts facts) {
        return facts
                .ahead()
                .<Blocker>map(
                        ahead -> new TurnBlockers.QueuedBehind(ahead.name(), ahead.position(), ahead.runningSince()))
                .stream();
    }

    static Stream<Blocker> poolLimit(Facts facts) {
        return facts
                .pool()
                .filter(pool -> pool.running() >= pool.maxRunning())
                .<Blocker>map(pool ->
                        new TurnBlockers.ConcurrencyLimit("the pool " + pool.name(), pool.running(), pool.maxRunning()))
                .stream();
    }

    /** Every node that starts deploys is at its limit. */
    static Stream<Blocker> nodeLimit(Candidate candidate, Facts facts) {
        var open = facts.places().stream().filter(Facts.Place::starts).toList();
        if (candidate.isExternal() || open.isEmpty() || open.stream().anyMatch(Facts.Place::hasRoom)) {
            return Stream.empty();
        }
        return Stream.of(new TurnBlockers.ConcurrencyLimit(
                open.size() == 1 ? "node " + open.getFirst().node() : "all %d nodes".formatted(open.size()),
                open.stream().mapToInt(Facts.Place::running).sum(),
                open.stream().mapToInt(Facts.Place::maxRunning).sum()));
    }

    static Stream<Blocker> draining(Facts facts) {
        return !facts.places().isEmpty() && facts.places().stream().allMatch(Facts.Place::draining)
                ? Stream.of(new TurnBlockers.Draining(
                        facts.places().stream().map(Facts.Place::node).toList()))
                : Stream.empty();
    }

    /** Every node that is not draining has a disk that is too full. */
    static Stream<Blocker> diskLow(Facts facts) {
        var awake = facts.places().stream().filter(place -> !place.draining()).toList();
        return awake.isEmpty() || awake.stream().anyMatch(Facts.Place::starts)
                ? Stream.empty()
                : Stream.of(new TurnBlockers.DiskLow(
                        awake.getFirst().node(), String.valueOf(awake.getFirst().shortage())));
    }

    static Stream<Blocker> nodeSilent(Facts facts) {
        return facts.ahead().stream()
                .flatMap(ahead -> Stream.ofNullable(ahead.silent())
                        .map(silent -> new TurnBlockers.NodeSilent(silent.who(), ahead.name(), silent.since())));
    }

    static Stream<Blocker> driverSilent(Facts facts) {
        return facts.ahead().stream()
                .flatMap(ahead -> Stream.ofNullable(ahead.driver())
                        .map(driver -> new TurnBlockers.DriverSilent(driver.who(), ahead.name(), driver.since())));
    }
}
