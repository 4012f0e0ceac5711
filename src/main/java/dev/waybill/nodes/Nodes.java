package dev.waybill.nodes;

import dev.waybill.access.User;
import dev.waybill.apps.GateVersion;
import dev.waybill.commands.RunStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.Transitions;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.NodeEvent;
import dev.waybill.events.Subject;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import dev.waybill.store.Tx;
import dev.waybill.workspaces.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The servers that share the database. Each sends heartbeats; one that does not is silent. The deploys of a silent node keep
 * their lanes, because their commands may still be running, until the node is back or someone declares it gone. Thread-safe.
 */
public final class Nodes {
    /** A node without a heartbeat for this long is silent. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    private static final Loop HEART = new Loop("the heartbeat failed", "beats", Duration.ofSeconds(5));

    private final Db db;
    private final Node self;
    private final Events events;
    private final Logs logs;
    private final Ending ending;
    private final Time time;
    private final Supplier<Optional<String>> shortage;

    /** The last beat of each node, and when this server first saw it, by its own monotonic clock. */
    private final ConcurrentHashMap<String, Heard> heard = new ConcurrentHashMap<>();

    private record Heard(long beat, Duration atSinceBoot, Instant at) {}

    /** @param shortage says which disk of this server is too full to start a deploy; does not block */
    public Nodes(Db db, Node self, Events events, Logs logs, Time time, Supplier<Optional<String>> shortage) {
        this.shortage = shortage;
        this.db = db;
        this.self = self;
        this.events = events;
        this.logs = logs;
        this.ending = new Ending(logs, events, time);
        this.time = time;
    }

    /**
     * The id of the server that owns a data directory; created with it. A power cut may leave the file empty; with an embedded
     * database, which only one server uses, the id is then restored from there.
     */
    public static String idIn(Path file, Db db) throws IOException {
        if (!Files.exists(file)) {
            SmallFile.makeIfMissing(file, UUID.randomUUID() + "\n");
        } else if (Files.readString(file).isBlank()) {
            var known = db.isEmbedded() ? db.read(NodeStore::newest) : Optional.<String>empty();
            SmallFile.put(file, known.orElseGet(() -> UUID.randomUUID().toString()) + "\n");
        }
        return Files.readString(file).strip();
    }

    /**
     * Records a start of this server, and takes over the runs of earlier starts.
     *
     * @param machine the id of this machine; null if it has none
     * @param moved whether the data directory was moved here from another machine
     * @throws IllegalStateException with a sentence if the data directory belongs to a server on another machine
     */
    public static Node register(
            Db db, String id, String name, @Nullable String machine, boolean moved, int maxRunning, Time time) {
        return db.write(tx -> {
            var known = NodeStore.machine(tx.handle(), id);
            if (!moved && known.isPresent() && machine != null && !known.get().equals(machine)) {
                throw new IllegalStateException(
                        "the data directory belongs to the server %s on another machine; if you moved it here, start once with"
                                        .formatted(id)
                                + " --moved; if it is a copy, first remove node-id, runs and workspaces from it");
            }
            var node = new Node(id, NodeStore.register(tx, id, name, machine, maxRunning, time.now()));
            RunStore.adopt(tx, node);
            return node;
        });
    }

    /**
     * Sends heartbeats until the server shuts down. False if it ended early because this node was forgotten or started elsewhere.
     */
    public boolean beat() throws InterruptedException {
        return HEART.run(db, () -> {
            if (!db.writeApart(tx -> NodeStore.beat(tx, self, shortage()))) {
                return Optional.empty();
            }
            listen();
            return Optional.of(HEART.safetyNet());
        });
    }

    /** Reads the heartbeats of all nodes. */
    void listen() {
        for (var node : db.read(NodeStore::all)) {
            var before = heard.get(node.id());
            if (before == null || before.beat() != node.beat()) {
                heard.put(node.id(), new Heard(node.beat(), time.sinceBoot(), time.now()));
            }
        }
    }

    /** All nodes that were not forgotten. */
    public List<NodeState> all() {
        return db.read(this::all);
    }

    /** The server on which a deploy runs, if that server is silent. */
    public Optional<NodeState> silentOf(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running running && !deploy.isExternal() && mayBeSilent(running.node())
                ? all().stream()
                        .filter(node -> node.id().equals(running.node()) && node.silentSince() != null)
                        .findFirst()
                : Optional.empty();
    }

    /** A quick check that does not read the database. */
    private boolean mayBeSilent(String node) {
        var last = heard.get(node);
        return last != null
                && !node.equals(self.id())
                && time.sinceBoot().minus(last.atSinceBoot()).compareTo(SILENT_AFTER) > 0;
    }

    /** Whether another server is silent or was forgotten, so that this one may take over what only one does. */
    public boolean isGone(String id) {
        return heard.containsKey(id)
                ? mayBeSilent(id)
                : all().stream().noneMatch(node -> node.id().equals(id));
    }

    /** The ids of this server and of those that it hears. Does not read the database. */
    public Set<String> living() {
        return Stream.concat(Stream.of(self.id()), heard.keySet().stream().filter(id -> !mayBeSilent(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** This server. */
    public NodeState self() {
        return all().stream()
                .filter(node -> node.id().equals(self.id()))
                .findFirst()
                .orElseThrow();
    }

    public List<NodeState> all(Handle handle) {
        return NodeStore.all(handle).stream()
                .map(node -> node.silentSince(silentSince(node)))
                .map(node -> node.id().equals(self.id()) ? node.withShortage(shortage()) : node)
                .toList();
    }

    private @Nullable String shortage() {
        return shortage.get().orElse(null);
    }

    private @Nullable Instant silentSince(NodeState node) {
        var last = heard.get(node.id());
        return last != null
                        && !node.id().equals(self.id())
                        && last.beat() == node.beat()
                        && time.sinceBoot().minus(last.atSinceBoot()).compareTo(SILENT_AFTER) > 0
                ? last.at()
                : null;
    }

    /**
     * Drains a node, so that it starts no new deploys, or lets it start deploys again. Running deploys continue.
     *
     * @param nameOrId the node's name or id
     */
    public NodeState drain(String nameOrId, boolean draining, User by) {
        var node = find(nameOrId);
        db.write(tx -> {
            GateVersion.raise(tx);
            NodeStore.drain(tx, node.id(), draining);
            events.append(tx, event(draining ? NodeEvent.Change.DRAINING : NodeEvent.Change.BACK, node, by));
            return node;
        });
        return find(node.id());
    }

    /**
     * Declares a silent node gone: its deploys end as interrupted, and its further writes are refused.
     *
     * @throws Conflict if it is not silent
     */
    public void forget(String nameOrId, User by) {
        var node = find(nameOrId);
        if (node.silentSince() == null) {
            throw new Conflict(
                    "conflict",
                    "node %s is alive; stop it, and try again once it has been silent for %d s"
                            .formatted(node.name(), SILENT_AFTER.toSeconds()));
        }
        db.write(tx -> {
            GateVersion.raise(
                    tx); // first: an earlier claim of that node is committed by now and ends below; a later one fails
            if (!NodeStore.forget(tx, node.id(), node.beat(), time.now())) {
                throw new Conflict("conflict", "node %s has just sent a heartbeat; it is alive".formatted(node.name()));
            }
            DeployStore.runningOn(tx.handle(), node.id()).forEach(deploy -> interrupt(tx, deploy, node, by));
            RunStore.abandon(tx, node.id()); // after that: a run that is about to start waits for the deploy's row
            events.append(tx, event(NodeEvent.Change.FORGOTTEN, node, by));
            return node;
        });
    }

    private void interrupt(Tx tx, Deploy deploy, NodeState node, User by) {
        var message = "node %s, which ran it, was declared gone by %s".formatted(node.name(), by.name());
        if (!(deploy.state() instanceof Deploy.Running running)) {
            return;
        }
        var outcome = running.isCancelled() ? Outcome.CANCELLED : Outcome.INTERRUPTED;
        var now = time.now();
        if (!Transitions.interrupt(tx, deploy.id(), message, now)) {
            return; // it has just ended on its own
        }
        logs.say(tx, deploy.id().value(), outcome.word() + ": " + message);
        ending.ofRunning(tx, deploy, outcome, DeployEvents.millis(running.since(), now));
    }

    private NodeState find(String nameOrId) {
        var found = all().stream()
                .filter(node -> node.name().equals(nameOrId) || Objects.equals(node.id(), nameOrId))
                .toList();
        if (found.isEmpty()) {
            throw new NotFound(
                    "invalid_resource", "Invalid node: no node has the name or id \"%s\"".formatted(nameOrId));
        }
        if (found.size() > 1) {
            throw new Conflict(
                    "conflict",
                    "%d nodes have the name %s; use the id of one of them: %s"
                            .formatted(
                                    found.size(),
                                    nameOrId,
                                    found.stream().map(NodeState::id).toList()));
        }
        return found.getFirst();
    }

    private static Event event(NodeEvent.Change change, NodeState node, User by) {
        return new Event(new NodeEvent(change, node.id(), node.name()), Subject.SERVER, by.named());
    }
}
