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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The servers that share the database. Each beats; one that does not is silent, which ends and frees nothing, since its commands
 * may live: its lanes wait until it is back, or until somebody declares it gone. Thread-safe.
 */
public final class Nodes {
    /** How long a node may be unheard of before it counts as silent. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    private static final Loop HEART = new Loop("the heartbeat failed", "beats", Duration.ofSeconds(5));

    private final Db db;
    private final Node self;
    private final Events events;
    private final Logs logs;
    private final Ending ending;
    private final Time time;
    private final Supplier<Optional<String>> shortage;

    /** The last beat of each node, and when this server saw it for the first time, on its own clock that never jumps. */
    private final ConcurrentHashMap<String, Heard> heard = new ConcurrentHashMap<>();

    private record Heard(long beat, Duration atSinceBoot, Instant at) {}

    /** @param shortage says which disk of this server has too little room to start anything; returns at once */
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
     * The id of the server to which a data directory belongs; made with it. Of an empty file, as a power cut may have left it, an
     * embedded database knows what was in it, since only one server has that.
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
     * Notes a start of this server, and takes over the runs of its earlier ones.
     *
     * @param machine what tells this machine from others; null if nothing does
     * @param moved the data directory was moved here for good
     * @throws IllegalStateException with a sentence if the data directory is a copy of one on another machine
     */
    public static Node register(
            Db db, String id, String name, @Nullable String machine, boolean moved, int maxRunning, Time time) {
        return db.write(tx -> {
            var known = NodeStore.machine(tx.handle(), id);
            if (!moved && known.isPresent() && machine != null && !known.get().equals(machine)) {
                throw new IllegalStateException(
                        "the data directory belongs to the server %s on another machine; if it was moved here for good, start once with"
                                        .formatted(id)
                                + " --moved, and if it is a copy, remove node-id, runs and workspaces from it first");
            }
            var node = new Node(id, NodeStore.register(tx, id, name, machine, maxRunning, time.now()));
            RunStore.adopt(tx, node);
            return node;
        });
    }

    /** Beats until the server goes down; ends early, with false, if this node was forgotten or started elsewhere. */
    public boolean beat() throws InterruptedException {
        return HEART.run(db, () -> {
            if (!db.writeApart(tx -> NodeStore.beat(tx, self, shortage()))) {
                return Optional.empty();
            }
            listen();
            return Optional.of(HEART.safetyNet());
        });
    }

    /** Looks which nodes have beaten since the last time. Those that fell silent or came back change why lanes wait. */
    void listen() {
        for (var node : db.read(NodeStore::all)) {
            var before = heard.get(node.id());
            if (before == null || before.beat() != node.beat()) {
                heard.put(node.id(), new Heard(node.beat(), time.sinceBoot(), time.now()));
            }
        }
    }

    /** All that are known, but for those that were forgotten. */
    public List<NodeState> all() {
        return db.read(this::all);
    }

    /** The server on which a deploy runs, if it has not been heard of for too long. */
    public Optional<NodeState> silentOf(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running running && mayBeSilent(running.node())
                ? all().stream()
                        .filter(node -> node.id().equals(running.node()) && node.silentSince() != null)
                        .findFirst()
                : Optional.empty();
    }

    /** As far as is known without a look into the database. */
    private boolean mayBeSilent(String node) {
        var last = heard.get(node);
        return last != null
                && !node.equals(self.id())
                && time.sinceBoot().minus(last.atSinceBoot()).compareTo(SILENT_AFTER) > 0;
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
     * Lets a node start nothing any more, or start again. What runs goes on, what is asked for waits.
     *
     * @param nameOrId of the node
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
     * Declares a silent node gone: its deploys end as interrupted, and what it may still write counts no more.
     *
     * @throws Conflict if it is not silent
     */
    public void forget(String nameOrId, User by) {
        var node = find(nameOrId);
        if (node.silentSince() == null) {
            throw new Conflict(
                    "conflict",
                    "node %s is alive, as far as this server knows; stop it, and try again when it has been silent for %d s"
                            .formatted(node.name(), SILENT_AFTER.toSeconds()));
        }
        db.write(tx -> {
            GateVersion.raise(tx); // first: a claim of that node is committed by now, and so ended, or counts no more
            if (!NodeStore.forget(tx, node.id(), node.beat(), time.now())) {
                throw new Conflict("conflict", "node %s has just been heard of".formatted(node.name()));
            }
            DeployStore.runningOn(tx.handle(), node.id()).forEach(deploy -> interrupt(tx, deploy, node, by));
            RunStore.abandon(
                    tx, node.id()); // after that: what is about to start waits for the deploy, and finds it over
            events.append(tx, event(NodeEvent.Change.FORGOTTEN, node, by));
            return node;
        });
    }

    private void interrupt(Tx tx, Deploy deploy, NodeState node, User by) {
        var message = "node %s, on which it ran, was declared gone by %s".formatted(node.name(), by.name());
        if (!(deploy.state() instanceof Deploy.Running running)) {
            return;
        }
        var outcome = running.isCancelled() ? Outcome.CANCELLED : Outcome.INTERRUPTED;
        var now = time.now();
        if (!Transitions.interrupt(tx, deploy.id(), message, now)) {
            return; // it has just come to an end by itself
        }
        logs.say(tx, deploy.id().value(), outcome.word() + ": " + message);
        ending.ofRunning(tx, deploy, outcome, DeployEvents.millis(running.since(), now));
    }

    private NodeState find(String nameOrId) {
        var found = all().stream()
                .filter(node -> node.name().equals(nameOrId) || Objects.equals(node.id(), nameOrId))
                .toList();
        if (found.isEmpty()) {
            throw new NotFound("invalid_resource", "Invalid node: there is no node \"%s\"".formatted(nameOrId));
        }
        if (found.size() > 1) {
            throw new Conflict(
                    "conflict",
                    "%d nodes have the name %s; take the id of one: %s"
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
