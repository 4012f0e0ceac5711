package dev.waybill.deploys;

import dev.waybill.apps.GateVersion;
import dev.waybill.errors.Unavailable;
import dev.waybill.hosts.Hosts;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the commit of deploys whose repository did not answer while they were asked for; asks again until it does. */
final class Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

    private final Parts parts;
    private final DeployStore store;
    /** What was said last of each deploy that waits, so that it is said once. */
    private final ConcurrentHashMap<DeployId, String> said = new ConcurrentHashMap<>();

    private final Executor threads;

    Resolver(Parts parts, Executor threads) {
        this.parts = parts;
        this.threads = threads;
        this.store = new DeployStore(parts.db());
    }

    /** Goes on with all that have no commit yet. */
    void resumeAll() {
        store.unresolved().forEach(deploy -> follow(deploy, ask(deploy)));
    }

    /** Waits for an answer that is on its way, and asks again if it is none. Returns at once. */
    void follow(Deploy deploy, CompletableFuture<Optional<Sha>> answer) {
        threads.execute(() -> {
            try (var trust = parts.db().signals().subscribe(Hosts.TOPIC)) {
                var next = answer;
                while (!isSettled(deploy, next)) {
                    trust.await(ASK_AGAIN);
                    next = ask(deploy);
                }
                said.remove(deploy.id());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server goes down; its next start asks again
            }
        });
    }

    private boolean isSettled(Deploy deploy, CompletableFuture<Optional<Sha>> answer) throws InterruptedException {
        try {
            settle(deploy, answer.get());
            return true;
        } catch (ExecutionException e) {
            return !isWaiting(deploy, complaint(e));
        } catch (Unavailable e) {
            return false; // the database comes back, and so do we
        }
    }

    private CompletableFuture<Optional<Sha>> ask(Deploy deploy) {
        try {
            var config = parts.apps().config(deploy.app(), deploy.appVersion());
            return parts.sources().resolve(Remotes.of(config, parts.hosts()), new Ref(deploy.question()));
        } catch (IOException | Unavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static String complaint(ExecutionException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    private void settle(Deploy deploy, Optional<Sha> sha) {
        var url = parts.apps().config(deploy.app(), deploy.appVersion()).repositoryUrl();
        var shown = Recorder.shown(url, deploy.ref(), parts.sources());
        parts.db().write(tx -> {
            if (sha.isPresent()) {
                tx.signal(GateVersion.LANES);
                return Transitions.resolved(tx, deploy.id(), sha.get(), shown);
            }
            var message = "the repository has no ref \"%s\"".formatted(deploy.question());
            var finished = Transitions.finishPending(
                    tx, deploy.id(), Outcome.FAILED, message, parts.time().now());
            if (finished) {
                parts.logs().complete(tx, deploy.id().value());
                parts.events()
                        .append(tx, Runner.event("deploy.finished", deploy, Map.of("outcome", Outcome.FAILED.word())));
            }
            return finished;
        });
    }

    /** Notes what the repository complained of. False if the deploy waits no more. */
    private boolean isWaiting(Deploy deploy, String complaint) {
        if (!complaint.equals(said.put(deploy.id(), complaint))) {
            LOG.warn("deploy={} {} waits for its repository: {}", deploy.id(), deploy.name(), complaint);
        }
        try {
            return parts.db().write(tx -> Transitions.complained(tx, deploy.id(), complaint));
        } catch (Unavailable e) {
            return true;
        }
    }
}
