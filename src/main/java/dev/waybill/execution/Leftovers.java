package dev.waybill.execution;

import dev.waybill.commands.RunStore;
import dev.waybill.commands.RunStore.Run;
import dev.waybill.commands.RunStore.Standing;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.Unavailable;
import dev.waybill.runs.Runs;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files that no running deploy needs any more. If that fails, it logs the failure and tries again later. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Runs runs;
    private final Sources sources;
    private final Time time;
    private final Executor threads;
    private final Caching caching;
    private final DeployStore deploys;
    private final RunStore store;
    /** The runs that a thread is ending now. */
    private final Set<String> sweeping = ConcurrentHashMap.newKeySet();
    /** The deploys whose files were already removed to make room. */
    private final Set<DeployId> emptied = ConcurrentHashMap.newKeySet();
    /** What could not be removed yet and is tried again. */
    private final Set<String> again = ConcurrentHashMap.newKeySet();

    public Leftovers(Db db, Runs runs, Sources sources, Time time, Executor threads, Caching caching) {
        this.runs = runs;
        this.sources = sources;
        this.time = time;
        this.threads = threads;
        this.caching = caching;
        this.deploys = new DeployStore(db);
        this.store = new RunStore(db);
    }

    /** Removes the files that earlier starts have left, except those of running deploys. */
    void remove() {
        quietly("runs", () -> {
            for (var id : runs.ids()) {
                quietly("run " + id, () -> removeRun(id));
            }
        });
        quietly("workspaces", () -> {
            for (var name : sources.names()) {
                removeWorkspace(name);
            }
        });
    }

    /**
     * Stops the processes of deploys whose node was declared gone, and removes their files. Blocks until all of them have ended.
     */
    void removeUnknown() {
        quietly("runs", () -> {
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
        quietly("run " + id, () -> {
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
            return;
        }
        var ids = store.of(deploy.id()).stream().map(Run::id).toList();
        quietly("runs", () -> {
            var living = new ArrayList<String>();
            for (var id : runs.ids()) {
                if (store.standing(id) == Standing.UNKNOWN) {
                    living.add(id);
                } else if (ids.contains(id)) {
                    quietly("run " + id, () -> removeRun(id));
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
        caching.trim(deploy);
    }

    /**
     * Removes the files of a deploy that must end and whose processes have ended: first its workspace, and if that was not
     * enough to record the end, its output that is not stored yet.
     */
    void makeRoom(Deploy deploy) {
        var ids = store.of(deploy.id()).stream().map(Run::id).toList();
        isDone("the files of deploy " + deploy.id(), () -> {
            for (var id : ids) {
                runs.removeScratch(id);
            }
            for (var name : sources.names()) {
                if (name.startsWith(deploy.id() + "-")) {
                    sources.remove(name);
                }
            }
        });
        if (!emptied.add(deploy.id())) {
            isDone("the output of deploy " + deploy.id(), () -> {
                for (var id : ids) {
                    runs.removeOutput(id);
                }
            });
        }
    }

    private void removeWorkspacesOf(Deploy deploy) {
        quietly("workspaces of deploy " + deploy.id(), () -> {
            for (var name : sources.names()) {
                if (name.startsWith(deploy.id() + "-")) {
                    removeWorkspace(name);
                }
            }
        });
    }

    private void removeWorkspace(String name) {
        quietly("workspace " + name, () -> {
            if (!deploys.running().contains(name.split("-", 2)[0])) {
                sources.remove(name);
            }
        });
    }

    /**
     * A failure is logged and tried again after growing delays: a daemon that writes there may end, or a mount may be removed.
     */
    private void quietly(String what, Removal removal) {
        if (isDone(what, removal) || !again.add(what)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
                        time.sleep(pause);
                        if (isDoneNow(what, removal)) {
                            LOG.info("{} was removed after earlier failures", what);
                            return;
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the server is shutting down; its next start tries again
                } finally {
                    again.remove(what);
                }
            });
        } catch (RejectedExecutionException e) {
            again.remove(what); // the server is shutting down
        }
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(4) : LONGEST_PAUSE;
    }

    private static boolean isDoneNow(String what, Removal removal) {
        try {
            return isDone(what, removal);
        } catch (Unavailable e) {
            return false; // whether it can be removed is unknown until the database answers
        }
    }

    private static boolean isDone(String what, Removal removal) {
        try {
            removal.run();
            return true;
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.warn("{} could not be removed and is tried again later: {}", what, e.getMessage());
            return false;
        }
    }

    private interface Removal {
        void run() throws IOException;
    }
}
