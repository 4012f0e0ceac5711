package dev.waybill.keeping;

import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.WorkspaceConfig;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Node;
import dev.waybill.keeping.KeptWorkspace.Kind;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes kept workspaces of this node: those that somebody asked to be removed, those that their app wants no longer,
 * and the oldest ones while the disk is short. Thread-safe.
 */
public final class Keeper {
    static final String TOPIC = "workspaces";

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Loop ROUNDS = new Loop("removing workspaces failed", TOPIC, Duration.ofSeconds(10));

    private final Db db;
    private final Node node;
    private final Apps apps;
    private final Sources sources;
    private final Keeping keeping;
    /** What could not be removed the last time, which is logged once. */
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();

    public Keeper(Db db, Node node, Apps apps, Sources sources, Keeping keeping) {
        this.keeping = keeping;
        this.db = db;
        this.node = node;
        this.apps = apps;
        this.sources = sources;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        ROUNDS.run(db, () -> {
            tidy();
            return Optional.of(ROUNDS.safetyNet());
        });
    }

    private void tidy() {
        var kept = KeptStore.of(db, node.id());
        if (kept.isEmpty()) {
            return;
        }
        try {
            var names = sources.names();
            var left = new ArrayList<KeptWorkspace>();
            var configs = configs();
            var failed = new HashMap<Lane, Integer>();
            for (var one : kept.reversed()) { // newest first, because the newest failed ones stay
                if (keeping.isUnderWay(one.deploy())) {
                    continue; // its directory has perhaps not been moved yet
                }
                if (directories(names, one).isEmpty()) {
                    forget(one);
                } else if (isUnwanted(one, configs, failed)) {
                    remove(one, names);
                } else {
                    left.addFirst(one);
                }
            }
            removeWhileShort(left, names);
        } catch (IOException e) {
            LOG.warn("the workspaces cannot be listed: {}", e.getMessage());
        }
    }

    private Map<AppId, WorkspaceConfig> configs() {
        var configs = new HashMap<AppId, WorkspaceConfig>();
        apps.all().forEach(app -> configs.put(app.id(), app.config().workspace()));
        return configs;
    }

    private static boolean isUnwanted(
            KeptWorkspace one, Map<AppId, WorkspaceConfig> configs, Map<Lane, Integer> failed) {
        var config = configs.getOrDefault(one.lane().app(), WorkspaceConfig.NONE);
        return one.isLeaving()
                || (one.kind() == Kind.WARM
                        ? !config.isWarm()
                        : failed.merge(one.lane(), 1, Integer::sum) > config.keepFailed());
    }

    private void removeWhileShort(List<KeptWorkspace> left, List<String> names) {
        for (var one : left) {
            if (sources.isShortOfSpace() && remove(one, names)) {
                LOG.info("deploy={} workspace {} was removed: the disk is short", one.deploy(), one.name());
            }
        }
    }

    /**
     * Removes all kept workspaces of this node, but not their rows, for which there may be no room.
     *
     * @return false if there were none that can be removed
     */
    public boolean makeRoom() throws IOException {
        var names = sources.names();
        var found = false;
        for (var one : KeptStore.of(db, node.id())) {
            for (var directory : directories(names, one)) {
                found |= isRemoved(directory);
            }
        }
        return found;
    }

    private boolean remove(KeptWorkspace one, List<String> names) {
        var isGone = directories(names, one).stream().allMatch(this::isRemoved);
        if (isGone) {
            forget(one);
        }
        return isGone;
    }

    private boolean isRemoved(String directory) {
        try {
            sources.remove(directory);
            stuck.remove(directory);
            return true;
        } catch (IOException e) {
            if (stuck.add(directory)) {
                LOG.warn("workspace {} cannot be removed, and is tried again later: {}", directory, e.getMessage());
            }
            return false;
        }
    }

    /** One of another user has an ending. */
    private static List<String> directories(List<String> names, KeptWorkspace one) {
        return names.stream()
                .filter(name ->
                        name.equals(one.name()) || one.kind() == Kind.FAILED && name.startsWith(one.name() + "."))
                .toList();
    }

    private void forget(KeptWorkspace one) {
        db.writeLazily(tx -> {
            KeptStore.delete(tx, node.id(), one.name());
            return one;
        });
    }
}
