package dev.waybill.simulation;

import dev.waybill.store.Db;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds automatic deploys, found out from the deploys and from what people have answered to their failures: each failure and each
 * rollback holds them until somebody resumes after it.
 */
final class AutomationTruth {
    private static final String MODES = """
            select a.name || '/' || s.environment as lane, s.mode
            from automations s join apps a on a.id = s.app_id where a.retired_at is null
            """;

    private final Db db;
    private final World world;
    private final Map<String, String> modes = new HashMap<>();
    /** Failures and rollbacks after which somebody has resumed. */
    private final Set<Long> settled = new HashSet<>();
    /** Failures and rollbacks after which nobody has resumed, by their lanes. */
    private Map<String, Set<Long>> setbacks = Map.of();

    AutomationTruth(Scene scene) {
        this.db = scene.db;
        this.world = scene.world;
    }

    /** Reads what people want, which is so until the gates change. */
    void readModes(List<Recorded> rows) {
        var begun = new ArrayList<String>();
        db.rows(MODES, row -> Map.entry(row.getString("lane"), row.getString("mode")), List.of())
                .forEach(lane -> {
                    if (modes.put(lane.getKey(), lane.getValue()) == null) {
                        begun.add(lane.getKey());
                    }
                });
        rows.stream()
                .filter(row -> begun.contains(row.lane()) || isResumed(row.lane()))
                .filter(Recorded::isSetback)
                .forEach(row -> settled.add(row.id()));
    }

    private boolean isResumed(String lane) {
        return world.committedBy().equals(SimulatedSwitches.RESUMES + lane);
    }

    void read(List<Recorded> rows) {
        setbacks = rows.stream()
                .filter(row -> row.isSetback() && !settled.contains(row.id()))
                .collect(Collectors.groupingBy(Recorded::lane, Collectors.mapping(Recorded::id, Collectors.toSet())));
    }

    /** The same after the last commits may have been lost. */
    void reread(List<Recorded> rows) {
        settled.retainAll(
                rows.stream().filter(Recorded::isSetback).map(Recorded::id).collect(Collectors.toSet()));
        modes.clear();
        db.rows(MODES, row -> Map.entry(row.getString("lane"), row.getString("mode")), List.of())
                .forEach(lane -> modes.put(lane.getKey(), lane.getValue()));
        read(rows);
    }

    /** The codes of what holds the automatic deploys of a lane. */
    Set<String> codes(String lane) {
        return switch (modes.getOrDefault(lane, "never begun")) {
            case "off" -> Set.of("AUTO_OFF");
            case "paused" -> Set.of("AUTO_PAUSED");
            case "on" -> setbacks.containsKey(lane) ? Set.of("AUTO_PAUSED") : Set.of();
            default -> Set.of();
        };
    }
}
