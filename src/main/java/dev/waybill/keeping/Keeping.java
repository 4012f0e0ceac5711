package dev.waybill.keeping;

import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.commands.RunStore;
import dev.waybill.commands.StateStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.Outcome;
import dev.waybill.errors.NotFound;
import dev.waybill.keeping.KeptWorkspace.Kind;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps workspaces of ended deploys: for the next deploy of the lane, or for people to look at (docs/decisions/0054). A
 * row is written before a directory is kept, so every kept directory has one. Thread-safe.
 */
public final class Keeping {
    private final Db db;
    private final Node node;
    private final Apps apps;
    private final Sources sources;
    private final Time time;
    private final StateStore states;
    private final UnderWay underWay;

    public Keeping(Db db, Node node, Apps apps, Sources sources, Time time) {
        this.db = db;
        this.node = node;
        this.apps = apps;
        this.sources = sources;
        this.time = time;
        this.underWay = new UnderWay(time);
        this.states = new StateStore(db, node);
    }

    /** Announces that a deploy runs here, until {@link #ended}. */
    public void begins(Deploy deploy) {
        underWay.add(deploy);
    }

    /** Whether it was announced, and has not {@link #ended}. */
    public boolean isUnderWay(DeployId deploy) {
        return underWay.has(deploy);
    }

    /** All workspaces of the deploy have been kept or removed. */
    public void ended(Deploy deploy) {
        underWay.remove(deploy);
    }

    /**
     * The workspace with which a deploy begins, if it is there; empty if the app wants none. Waits for the deploy before,
     * which may have ended a moment ago.
     */
    public Optional<String> warm(Deploy deploy, AppConfig config) throws InterruptedException {
        if (!wantsWarm(config)) {
            return Optional.empty();
        }
        underWay.awaitOthers(deploy);
        return Optional.of(warmName(deploy.lane()));
    }

    /** Forgets a warm workspace that a checkout has used up. */
    public void used(String name) {
        if (names().contains(name)) {
            delete(name);
        }
    }

    private static boolean wantsWarm(AppConfig config) {
        return config.workspace().isWarm() && config.commands().runAs() == null;
    }

    private static String warmName(Lane lane) {
        return "%s%s-%s".formatted(Sources.WARM, lane.app(), lane.environment());
    }

    /**
     * Keeps a workspace of an ended deploy whose processes have ended, if its app wants that.
     *
     * @param directory as listed by {@link Sources#names}
     * @return false if it is to be removed
     */
    public boolean keep(Deploy deploy, String directory) throws IOException {
        var config = config(deploy);
        var name = directory.split("\\.", 2)[0];
        if (config.isEmpty() || !isPrepared(deploy, name)) {
            return false;
        }
        if (hasFailed(deploy) && config.get().workspace().keepFailed() > 0) {
            insert(deploy, name, Kind.FAILED);
            return true;
        }
        return wantsWarm(config.get()) && isKeptWarm(deploy, name);
    }

    private boolean isKeptWarm(Deploy deploy, String name) throws IOException {
        var warm = warmName(deploy.lane());
        insert(deploy, warm, Kind.WARM);
        var isKept = false;
        try {
            isKept = sources.keep(name, warm);
        } finally {
            if (!isKept) {
                delete(warm);
            }
        }
        return isKept;
    }

    /** Empty if nothing is kept. */
    private Optional<AppConfig> config(Deploy deploy) {
        try {
            var config = apps.config(deploy.app(), deploy.appVersion());
            return config.workspace().isNone() ? Optional.empty() : Optional.of(config);
        } catch (NotFound e) {
            return Optional.empty(); // the app was deleted
        }
    }

    /** Whether commands have run in a workspace, rather than in one of an earlier start or in none. */
    private boolean isPrepared(Deploy deploy, String name) {
        return states.find(deploy.id())
                        .filter(state -> state.workspace().equals(name))
                        .isPresent()
                && !new RunStore(db).of(deploy.id()).isEmpty();
    }

    private boolean hasFailed(Deploy deploy) {
        return db.read(handle -> DeployStore.find(handle, deploy.id()))
                .filter(now -> now.state() instanceof Deploy.Finished finished
                        && Set.of(Outcome.FAILED, Outcome.TIMED_OUT).contains(finished.outcome()))
                .isPresent();
    }

    private void insert(Deploy deploy, String name, Kind kind) {
        db.write(tx -> {
            KeptStore.insert(tx, node.id(), name, deploy, kind, time.now());
            tx.signal(Keeper.TOPIC);
            return name;
        });
    }

    private void delete(String name) {
        db.writeLazily(tx -> {
            KeptStore.delete(tx, node.id(), name);
            return name;
        });
    }

    /** The names of the workspaces that are kept here. */
    public Set<String> names() {
        return KeptStore.of(db, node.id()).stream().map(KeptWorkspace::name).collect(Collectors.toSet());
    }

    /** Those of all nodes, oldest deploy first, with those that are about to be removed. */
    public List<KeptWorkspace> all() {
        return KeptStore.all(db);
    }

    /** Has them removed by their nodes, which are told at once. */
    public void remove(List<KeptWorkspace> workspaces) {
        db.write(tx -> {
            workspaces.forEach(it -> KeptStore.leave(tx, it.node(), it.name()));
            tx.signal(Keeper.TOPIC);
            return workspaces;
        });
    }
}
