package dev.waybill.simulation;

import static dev.waybill.simulation.Promises.must;

import dev.waybill.Engine;
import dev.waybill.gates.Blocker;
import dev.waybill.nodes.NodeState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets one server look at all lanes while everybody else stands still, and compares what it does with what was explained before. */
final class QuietPoint {
    /** Codes of a deploy's turn, and of where there is room for it. */
    private static final Set<String> TURNS =
            Set.of("QUEUED_BEHIND", "CONCURRENCY_LIMIT", "DRAINING", "NODE_SILENT", "DRIVER_SILENT");

    private final World world;
    private final Promises promises;

    QuietPoint(World world, Promises promises) {
        this.world = world;
        this.promises = promises;
    }

    /** Nothing happens if the server is busy with its lanes already, or does not serve. */
    void play(SimulatedNode node) throws InterruptedException {
        var dispatcher = node.dispatcher;
        var server = node.server;
        if (server != null && dispatcher != null && node.serves() && dispatcher.isWaiting() && isLatest(server)) {
            var explained = explained(server.engine());
            var before = promises.rows();
            var state = server.site().nodes().all().stream()
                    .filter(it -> it.id().equals(node.id))
                    .findFirst();
            isTrue(explained, before);
            round(dispatcher);
            compare(explained, before, state.map(QuietPoint::room).orElse(0));
        }
    }

    private static Map<Long, List<Blocker>> explained(Engine engine) {
        return engine.waiting().outlook().waiting(engine.deploys().unfinished()).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().value(),
                        entry -> entry.getValue().blockers()));
    }

    /** A start that died may have been noted late: the present one is then to end, and starts nothing, as its next beat tells. */
    private static boolean isLatest(SimulatedNode.Server server) {
        return server.foundation()
                .db()
                .row(
                        "select epoch from nodes where id = ?",
                        row -> row.getLong(1),
                        server.site().node().id())
                .filter(epoch -> epoch == server.site().node().epoch())
                .isPresent();
    }

    /** How many deploys it may start. */
    private static int room(NodeState node) {
        return node.draining() ? 0 : node.maxRunning() - node.running();
    }

    private void round(Actor dispatcher) throws InterruptedException {
        do {
            world.step(dispatcher);
            promises.check(world.takeDirty());
        } while (!dispatcher.isWaiting() && dispatcher.isAlive());
    }

    /** The gates say what is so, in every case. */
    private void isTrue(Map<Long, List<Blocker>> explained, List<Recorded> rows) {
        for (var row : rows) {
            if (row.isPending() && row.mayBeStoppedUntil() == null) {
                var codes = codes(blockers(explained, row));
                var truth = promises.truth.codes(row);
                if (row.sha() != null && codes.contains("QUEUED_BEHIND")) {
                    truth.remove("REF_UNRESOLVED"); // how it stands to what is live is asked when its turn has come
                }
                codes.removeAll(TURNS);
                must(codes.equals(truth), "%s is held by %s, not by %s", row, truth, codes);
            }
        }
    }

    private static Set<String> codes(List<Blocker> blockers) {
        return blockers.stream()
                .map(blocker -> blocker.code().equals("VCS_UNREACHABLE") ? "REF_UNRESOLVED" : blocker.code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Blocker> blockers(Map<Long, List<Blocker>> explained, Recorded row) {
        var blockers = explained.get(row.id());
        must(blockers != null, "%s waits, and nothing explains that", row);
        return blockers == null ? List.of() : blockers;
    }

    private void compare(Map<Long, List<Blocker>> explained, List<Recorded> before, int room) {
        var now = promises.rows().stream().collect(Collectors.toMap(Recorded::id, Function.identity()));
        var free = before.stream()
                .filter(row -> row.isPending() && blockers(explained, row).isEmpty())
                .sorted(Comparator.comparing((Recorded row) -> turn(row.lane(), before)))
                .toList();
        var started = before.stream()
                .filter(row ->
                        row.isPending() && now.getOrDefault(row.id(), row).isRunning())
                .collect(Collectors.toSet());
        must(
                started.equals(free.stream().limit(room).collect(Collectors.toSet())),
                "with room for %d, these started: %s, and nothing held these: %s",
                room,
                started,
                free);
        for (var row : before) {
            if (row.isPending()) {
                var isOver = now.getOrDefault(row.id(), row).isFinished();
                var isSuperseded = codes(blockers(explained, row)).equals(Set.of("OLDER_THAN_LIVE"));
                must(!isOver || isSuperseded, "%s is over, and was held by %s", row, explained.get(row.id()));
                must(
                        isOver || !isSuperseded || room <= started.size(),
                        "%s is older than what is live, and waits",
                        row);
            }
        }
    }

    /** That of the first that waits in a lane: lanes are looked at in this order. */
    private static String turn(String lane, List<Recorded> rows) {
        var waiting = rows.stream()
                .filter(row -> row.isPending() && row.lane().equals(lane))
                .toList();
        var rank = waiting.stream().mapToInt(Recorded::rank).min().orElse(0);
        var id = waiting.stream().mapToLong(Recorded::id).min().orElse(0);
        return "%d %020d".formatted(rank, id);
    }
}
