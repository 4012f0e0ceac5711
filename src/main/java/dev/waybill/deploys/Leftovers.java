package dev.waybill.deploys;

import dev.waybill.deploys.RunStore.Run;
import dev.waybill.runs.Stop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files that belong to no running deploy any more. What cannot be removed is told, and hinders nobody. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Parts parts;
    private final RunStore store;
    private final Executor threads;

    Leftovers(Parts parts, RunStore store, Executor threads) {
        this.parts = parts;
        this.store = store;
        this.threads = threads;
    }

    /** Removes what earlier starts have left, but for what belongs to these. */
    void remove(List<Deploy> running) {
        var runs = running.stream()
                .flatMap(deploy -> store.of(deploy.id()).stream())
                .map(Run::id)
                .collect(Collectors.toSet());
        var deploys = running.stream().map(deploy -> deploy.id().toString()).collect(Collectors.toSet());
        quietly(() -> {
            for (var id : parts.runs().ids()) {
                if (!runs.contains(id)) {
                    quietly(() -> removeRun(id));
                }
            }
            for (var name : parts.sources().names()) {
                if (!deploys.contains(name.split("-", 2)[0])) {
                    quietly(() -> parts.sources().remove(name));
                }
            }
        });
    }

    /** A deploy that ended because its node was declared gone may have a command that lives: its lane is somebody else's by now. */
    private void removeRun(String id) throws IOException {
        if (store.isOfInterrupted(id)) {
            threads.execute(() -> sweepAndRemove(id));
        } else {
            parts.runs().remove(id);
        }
    }

    private void sweepAndRemove(String id) {
        quietly(() -> {
            try {
                parts.runs().sweep(id, GRACE, new Stop());
                parts.runs().remove(id);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Removes what a deploy that is over needed. Of a run that was begun anew the first files may be there without a row: its server was
     * killed in between, and the commit that took the row away came when the next one had looked.
     */
    void removeOf(Deploy deploy, List<Run> runs) {
        runs.forEach(run -> quietly(() -> parts.runs().remove(run.id())));
        quietly(() -> {
            for (var id : parts.runs().ids()) {
                if (!store.isKnown(id)) {
                    quietly(() -> parts.runs().remove(id));
                }
            }
        });
        quietly(() -> {
            for (var name : parts.sources().names()) {
                if (name.startsWith(deploy.id() + "-")) {
                    quietly(() -> parts.sources().remove(name));
                }
            }
        });
    }

    private static void quietly(Removal removal) {
        try {
            removal.run();
        } catch (IOException e) {
            LOG.warn("files were left behind: {}", e.toString());
        }
    }

    private interface Removal {
        void run() throws IOException;
    }
}
