package dev.waybill.simulation;

import static dev.waybill.simulation.Promises.must;

import dev.waybill.apps.config.AutoConfig.On;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is promised of automatic deploys: none is missed, none comes twice, and the newest comes last. */
final class AutomationPromises {
    private final Scene scene;
    private final Truth truth;
    private final List<AutomaticLane> lanes;
    private final Set<Long> seen = new HashSet<>();
    private final Map<String, Progress> progress = new HashMap<>();

    /**
     * How far a lane is.
     *
     * @param head how many of the heads of the branch come before the newest that was requested
     */
    private record Progress(Recorded last, int head) {}

    AutomationPromises(Scene scene, Truth truth) {
        this.scene = scene;
        this.truth = truth;
        this.lanes = scene.automatic();
    }

    /** After every commit. */
    void check(List<Recorded> rows) {
        for (var lane : lanes) {
            rows.stream()
                    .filter(row -> row.isAutomatic() && row.lane().equals(lane.name()) && seen.add(row.id()))
                    .forEach(row -> requested(lane, row));
        }
    }

    private void requested(AutomaticLane lane, Recorded row) {
        var sha = new Sha(row.question().substring(Recorded.SHA.length()));
        var before = progress.get(lane.name());
        must(
                before == null || !before.last().isOf(sha),
                "%s is requested, as %s was",
                row,
                before == null ? null : before.last());
        progress.put(lane.name(), new Progress(row, lane.config().on() == On.SUCCESS ? 0 : head(row, sha, before)));
        must(
                lane.config().on() != On.SUCCESS || truth.wasLive(lane.source(), sha),
                "%s is requested, and was not live in %s",
                row,
                lane.source());
    }

    /** The heads of a branch are requested in the order in which they came, though some are left out. */
    private int head(Recorded row, Sha sha, @Nullable Progress before) {
        var heads = scene.history.heads();
        var next = before == null ? 0 : before.head() + 1;
        var found = heads.subList(next, heads.size()).indexOf(sha);
        must(found >= 0, "%s is requested, and was not pushed after what was requested before: %s", row, before);
        return next + found;
    }

    /** Those lanes in which something newer is to be deployed, although nothing holds that. */
    List<String> missing(List<Recorded> rows) {
        return lanes.stream()
                .filter(lane -> truth.automation.codes(lane.name()).isEmpty() && isMissing(lane, rows))
                .map(lane -> "%s is not requested for %s".formatted(newest(lane), lane.name()))
                .toList();
    }

    private boolean isMissing(AutomaticLane lane, List<Recorded> rows) {
        var sha = newest(lane);
        var last = progress.get(lane.name());
        return sha != null
                && !sha.equals(truth.live(lane.name()))
                && rows.stream().noneMatch(row -> row.lane().equals(lane.name()) && !row.isFinished() && row.isOf(sha))
                && (last == null
                        || !last.last().isOf(sha)
                        || isReplaced(last.last().id(), rows));
    }

    /** Only a newer automatic deploy takes the place of one, or what is live makes it needless. */
    private static boolean isReplaced(long id, List<Recorded> rows) {
        var by = rows.stream()
                .filter(row -> row.id() == id && row.supersededBy() != null)
                .map(Recorded::supersededBy)
                .findFirst();
        return by.isPresent()
                && rows.stream().anyMatch(row -> by.get().equals(row.id()) && row.isAutomatic() && !row.hasStarted());
    }

    /** What a lane comes to in the end; null for nothing, or if that cannot be told. */
    private @Nullable Sha newest(AutomaticLane lane) {
        return switch (lane.config().on()) {
            case PUSH, TAG -> scene.history.head();
            case SCHEDULE -> scene.nodes.stream().anyMatch(node -> node.time.hasJumped()) ? null : scene.history.head();
            case SUCCESS -> {
                var live = truth.live(lane.source());
                yield truth.isFaulty(lane.source(), live) ? null : live;
            }
        };
    }
}
