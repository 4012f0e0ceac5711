package dev.waybill.web.deploys;

import dev.waybill.apps.Apps;
import dev.waybill.automation.Automations;
import dev.waybill.automation.Pause;
import dev.waybill.deploys.Deploy;
import dev.waybill.keeping.Keeping;
import dev.waybill.keeping.KeptWorkspace;
import dev.waybill.logs.LastLines;
import dev.waybill.logs.Logs;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.sightings.Sighting;
import dev.waybill.sightings.Sightings;
import dev.waybill.store.Db;
import dev.waybill.web.deploys.actions.Situation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is known about failures. Thread-safe. */
public final class Failures {
    private static final int LINES = 3;
    private static final long BYTES = 4096;

    private final Db db;
    private final Apps apps;
    private final Logs logs;
    private final Keeping keeping;
    private final Nodes nodes;

    public Failures(Db db, Apps apps, Logs logs, Keeping keeping, Nodes nodes) {
        this.db = db;
        this.apps = apps;
        this.logs = logs;
        this.keeping = keeping;
        this.nodes = nodes;
    }

    Failure of(Situation now) {
        var deploy = now.deploy();
        var changes = apps.app(deploy.app()).config().changes();
        var isMarked = deploy.previousSha() != null && !changes.mark().isEmpty();
        return new Failure(now, lastLines(deploy), drift(now), pause(deploy), kept(deploy), isMarked);
    }

    /** Without what the server says itself, and what the command says to it. */
    private List<String> lastLines(Deploy deploy) {
        var lines = LastLines.of(logs.readLast(deploy.id().value(), BYTES), Integer.MAX_VALUE).stream()
                .filter(line -> !line.startsWith(">> ") && !line.startsWith("::"))
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private @Nullable String drift(Situation now) {
        return db.read(handle -> Sightings.of(handle, now.deploy().lane()))
                .flatMap(sighting -> sighting.driftFrom(now.live()))
                .map(Sighting.Drift::sha)
                .orElse(null);
    }

    private @Nullable Pause pause(Deploy deploy) {
        var config = apps.app(deploy.app()).config();
        return db.read(handle -> Automations.of(handle, deploy.lane(), config))
                .flatMap(it -> it.pause("%s/%s".formatted(deploy.appName(), deploy.environment())))
                .orElse(null);
    }

    private Failure.@Nullable Kept kept(Deploy deploy) {
        return keeping.all().stream()
                .filter(it -> it.deploy().equals(deploy.id()) && it.kind() == KeptWorkspace.Kind.FAILED)
                .filter(it -> !it.isLeaving())
                .findFirst()
                .map(it -> new Failure.Kept(nodeName(it.node()), it.name()))
                .orElse(null);
    }

    private String nodeName(String id) {
        return nodes.all().stream()
                .filter(node -> node.id().equals(id))
                .map(NodeState::name)
                .findFirst()
                .orElse(id);
    }
}
