package dev.waybill.execution;

import dev.waybill.commands.RunStore;
import dev.waybill.commands.RunStore.Run;
import dev.waybill.commands.RunStore.Standing;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.keeping.Keeper;
import dev.waybill.keeping.Keeping;
import dev.waybill.runs.Runs;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files that no running deploy needs any more. If that fails, it logs the failure and tries again later. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** The workspace of a deploy, rather than one that is warm. */
    private static final Pattern OF_DEPLOY = Pattern.compile("[0-9]{1,18}-.*");

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Runs runs;
    private final Sources sources;
    private final Kept kept;
    private final Executor threads;
    private final DeployStore deploys;
    private final RunStore store;
    /** The runs that a thread is ending now. */
    private final Set<String> sweeping = ConcurrentHashMap.newKeySet();
    /** The deploys whose files were already removed to make room. */
    private final Set<DeployId> emptied = ConcurrentHashMap.newKeySet();

    private final Removals removals;

    /**
     * What stays.
     *
     * @param keeper makes room
     */
    public record Kept(Keeping keeping, Keeper keeper, Caching caching) {}

    public Leftovers(Db db, Runs runs, Sources sources, Kept kept, Time time, Executor threads) {
        this.kept = kept;
        this.runs = runs;
        this.sources = sources;
        this.threads = threads;
        this.removals = new Removals(time, threads);
        this.deploys = new DeployStore(db);
        this.store = new RunStore(db);
    }

    /** Removes the files that earlier starts have left, except those of running deploys. */
    void remove() {
        removals.quietly("runs", () -> {
            for (var id : runs.ids()) {
                removals.quietly("run " + id, () -> removeRun(id));
            }
        });
        removals.quietly("workspaces", () -> {
            var names = kept.keeping().names();
            for (var name : sources.names()) {
                if (!names.contains(name.split("\\.given", 2)[0])) {
                    removeWorkspace(name);
                }
            }
        });
    }

    /** Announces that the deploy runs here, so that its files stay until {@link #removeOf}. */
    void begins(Deploy deploy) {
        kept.keeping().begins(deploy);
    }

    /**
     * Stops the processes of deploys whose node was declared gone, and removes their files. Blocks until all of them have ended.
     */
    void removeUnknown() {
        removals.quietly("runs", () -> {
            for (var id : runs.ids()) {
                if (store.standing(id) == Standing.UNKNOWN) {
                    sweepAndRemove(id);
                }
            }
        });
    }

    /** A command whose end is not recorded may still be running although another deploy has its lane, so it is stopped first. */
    private void removeRun(String id) throws IOException {
        switch (store.standing(id)) {
            case NEEDED -> LOG.debug("run={} is kept: its deploy is running", id);
            case ENDED -> runs.remove(id);
            case UNKNOWN -> threads.execute(() -> sweepAndRemove(id));
        }
    }

    private void sweepAndRemove(String id) {
        if (!sweeping.add(id)) {
            return; // a run that cannot be stopped holds up one thread, not one for each deploy that ends meanwhile
        }
        removals.quietly("run " + id, () -> {
            try {
                runs.sweep(id, GRACE, new Stop());
                runs.remove(id);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                sweeping.remove(id);
            }
        });
    }

    /**
     * Removes the files of a deploy, if it has ended, and trims the cache of its app. If a run was replaced, the first one's directory may exist without a row:
     * the server was killed in between, and the deletion of the row was committed after the next start had looked.
     */
    void removeOf(Deploy deploy) {
        emptied.remove(deploy.id());
        if (deploys.running().contains(deploy.id().toString())) {
            kept.keeping().ended(deploy);
            return;
        }
        var ids = store.of(deploy.id()).stream().map(Run::id).toList();
        removals.quietly("runs", () -> {
            var living = new ArrayList<String>();
            for (var id : runs.ids()) {
                if (store.standing(id) == Standing.UNKNOWN) {
                    living.add(id);
                } else if (ids.contains(id)) {
                    removals.quietly("run " + id, () -> removeRun(id));
                }
            }
            if (living.isEmpty()) {
                removeWorkspacesOf(deploy);
            } else {
                threads.execute(() -> {
                    living.forEach(this::sweepAndRemove);
                    removeWorkspacesOf(deploy);
                });
            }
        });
        kept.caching().trim(deploy);
    }

    /**
     * Removes what is kept of earlier deploys. If there was nothing, removes the files of a deploy that must end and whose processes
     * have ended: first its workspace, and if that was not enough to record the end, its output that is not stored yet.
     */
    void makeRoom(Deploy deploy) {
        if (hasMadeRoom()) {
            return;
        }
        var ids = store.of(deploy.id()).stream().map(Run::id).toList();
        Removals.isDone("the files of deploy " + deploy.id(), () -> {
            for (var id : ids) {
                runs.removeScratch(id);
            }
            for (var name : sources.names()) {
                if (name.startsWith(deploy.id() + "-")) {
                    Removals.isDone("workspace " + name, () -> sources.remove(name));
                }
            }
        });
        if (!emptied.add(deploy.id())) {
            Removals.isDone("the output of deploy " + deploy.id(), () -> {
                for (var id : ids) {
                    runs.removeOutput(id);
                }
            });
        }
    }

    private boolean hasMadeRoom() {
        try {
            return kept.keeper().makeRoom();
        } catch (IOException e) {
            LOG.warn("kept workspaces could not be removed: {}", e.getMessage());
            return false;
        }
    }

    private void removeWorkspacesOf(Deploy deploy) {
        removals.quietly("workspaces of deploy " + deploy.id(), () -> {
            try {
                for (var name : sources.names()) {
                    if (name.startsWith(deploy.id() + "-") && !kept.keeping().keep(deploy, name)) {
                        removeWorkspace(name);
                    }
                }
            } finally {
                kept.keeping().ended(deploy);
            }
            removeStray();
        });
    }

    /**
     * A process that a successful command has left running may write to its workspace again after that was removed. Looked at in
     * the order in which a deploy ends and its workspace is kept, so that none is removed in between.
     */
    private void removeStray() throws IOException {
        for (var name : sources.names()) {
            if (OF_DEPLOY.matcher(name).matches() && !isInUse(name)) {
                removeWorkspace(name);
            }
        }
    }

    private boolean isInUse(String name) {
        var deploy = name.split("-", 2)[0];
        return deploys.running().contains(deploy)
                || kept.keeping().isUnderWay(new DeployId(Long.parseLong(deploy)))
                || kept.keeping().names().contains(name.split("\\.given", 2)[0]);
    }

    private void removeWorkspace(String name) {
        removals.quietly("workspace " + name, () -> {
            if (!deploys.running().contains(name.split("-", 2)[0])) {
                sources.remove(name);
            }
        });
    }
}
