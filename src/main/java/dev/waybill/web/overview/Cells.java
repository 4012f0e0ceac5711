package dev.waybill.web.overview;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.automation.Mode;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Lane;
import dev.waybill.locks.Lock;
import dev.waybill.sightings.Sighting;
import dev.waybill.vcs.Sha;
import dev.waybill.web.shown.DeployRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of each environment.
 *
 * @param live by lane
 * @param unfinished in the order of the queue
 * @param failed the last attempts that failed
 * @param modes of automatic deploys that somebody has switched off or paused
 * @param drifting where another commit is live than is recorded
 * @param unseen the apps whose repository does not answer
 * @param backlogs how many commits are not live yet
 */
record Cells(
        Map<Lane, DeployRow> live,
        Map<Lane, List<DeployRow>> unfinished,
        Map<Lane, DeployRow> failed,
        List<Lock> locks,
        Map<Lane, Mode> modes,
        Map<Lane, Sighting> drifting,
        Map<AppId, String> unseen,
        Map<Lane, Integer> backlogs) {
    static Map<Lane, List<DeployRow>> byLane(List<DeployRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.deploy().lane()));
    }

    static Map<Lane, DeployRow> oneByLane(List<DeployRow> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.deploy().lane(), Function.identity(), (a, _) -> a));
    }

    static List<DeployRow> rows(List<Deploy> deploys, Instant now) {
        return deploys.stream()
                .map(deploy -> new DeployRow(deploy, null, null, now))
                .toList();
    }

    /** The environments with a live deploy, by app. */
    Map<AppId, Set<String>> deployed() {
        return live.keySet().stream()
                .collect(Collectors.groupingBy(
                        Lane::app, Collectors.mapping(Lane::environment, Collectors.toCollection(TreeSet::new))));
    }

    /** The configured environments of an app, and others with a live deploy, as far as the caller may read them. */
    Matrix.Row row(App app, boolean starred, Caller caller, Map<AppId, Set<String>> deployed) {
        var names = new LinkedHashSet<>(app.config().shownEnvironments().keySet());
        names.addAll(deployed.getOrDefault(app.id(), Set.of()));
        var cells = new LinkedHashMap<String, Cell>();
        names.stream()
                .filter(name -> caller.may(Right.READ, app.place(name)))
                .forEach(name -> cells.put(name, cell(app, name)));
        return new Matrix.Row(app.name(), starred, cells);
    }

    private Cell cell(App app, String environment) {
        var lane = new Lane(app.id(), environment);
        var current = live.get(lane);
        var waiting = unfinished.getOrDefault(lane, List.of());
        return new Cell(
                app.name(),
                environment,
                current,
                waiting.isEmpty() ? null : waiting.getFirst(),
                failed.get(lane),
                locks.stream()
                        .filter(lock -> lock.scope().covers(app.id(), environment))
                        .toList(),
                modes.get(lane),
                current == null ? null : drift(drifting.get(lane), current.deploy()),
                unseen.get(app.id()),
                backlogs.getOrDefault(lane, 0));
    }

    private static @Nullable String drift(@Nullable Sighting sighting, Deploy recorded) {
        var seen = sighting == null ? null : sighting.live();
        if (sighting == null || seen == null || seen.sha() == null) {
            return null;
        }
        var sha = new Sha(seen.sha()).abbreviated();
        return sighting.driftFrom(recorded)
                .map(drift -> "%s is live (%s)%s"
                        .formatted(
                                sha,
                                seen.release(),
                                drift.acknowledged() == null
                                        ? ""
                                        : ", as %s knows"
                                                .formatted(drift.acknowledged().by())))
                .orElse(null);
    }
}
