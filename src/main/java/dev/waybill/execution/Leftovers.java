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

/** Removes files that belong to no running deploy any more. What cannot be removed is told and tried again, and hinders nobody. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Runs runs;
    private final Sources sources;
    private final Time time;
    private final Executor threads;
    private final DeployStore deploys;
    private final RunStore store;
    /** The runs that somebody is about to end. */
    private final Set<String> sweeping = ConcurrentHashMap.newKeySet();
    /** The deploys that have made room once. */
    private final Set<DeployId> emptied = ConcurrentHashMap.newKeySet();
    /** What could not be removed yet. */
    private final Set<String> again = ConcurrentHashMap.newKeySet();

    public Leftovers(Db db, Runs runs, Sources sources, Time time, Executor threads) {
        this.runs = runs;
        this.sources = sources;
        this.time = time;
        this.threads = threads;
        this.deploys = new DeployStore(db);
        this.store = new RunStore(db);
    }

    /** Removes what earlier starts have left, but for what belongs to a deploy that runs. */
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

    /** Ends what lives of deploys that were declared over, and removes that. Blocks until nothing of it lives. */
    void removeUnknown() {
        quietly("runs", () -> {
            for (var id : runs.ids()) {
                if (store.standing(id) == Standing.UNKNOWN) {
                    sweepAndRemove(id);
                }
            }
        });
    }

    /** A command that nobody has seen end may live, though its lane is somebody else's by now: it is ended first. */
    private void removeRun(String id) throws IOException {
        switch (store.standing(id)) {
            case NEEDED -> LOG.debug("run={} is kept: its deploy runs", id);
            case ENDED -> runs.remove(id);
            case UNKNOWN -> threads.execute(() -> sweepAndRemove(id));
        }
    }

    private void sweepAndRemove(String id) {
        if (!sweeping.add(id)) {
            return; // what cannot be ended holds up one thread, not one for each deploy that ends meanwhile
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
     * Removes what a deploy needed, if it is over. Of a run that was begun anew the first files may be there without a row: its server
     * was killed in between, and the commit that took the row away came when the next one had looked.
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
    }

    /**
     * Removes what the commands of a deploy that is to end have written, of which nothing lives: first what nobody would read, and when
     * that was not enough to note the end, the output that is not stored yet.
     */
    void makeRoom(Deploy deploy) {
        var ids = store.of(deploy.id()).stream().map(Run::id).toList();
        isDone("what deploy " + deploy.id() + " has written", () -> {
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

    /** What fails is told, and tried again, later and later: a daemon that writes there may end, a mount may go. */
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
                            LOG.info("{} is removed at last", what);
                            return;
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the server goes down; its next start tries again
                } finally {
                    again.remove(what);
                }
            });
        } catch (RejectedExecutionException e) {
            again.remove(what); // the server goes down
        }
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(4) : LONGEST_PAUSE;
    }

    private static boolean isDoneNow(String what, Removal removal) {
        try {
            return isDone(what, removal);
        } catch (Unavailable e) {
            return false; // nobody knows whether it may go, until the database answers
        }
    }

    private static boolean isDone(String what, Removal removal) {
        try {
            removal.run();
            return true;
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.warn("{} is left behind for now, and tried again: {}", what, e.getMessage());
            return false;
        }
    }

    private interface Removal {
        void run() throws IOException;
    }
}
