package dev.waybill.lanes;

import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.Transitions;
import dev.waybill.errors.Unavailable;
import dev.waybill.hosts.Hosts;
import dev.waybill.repositories.RefLookup;
import dev.waybill.store.Db;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the commits of deploys whose repository did not answer during the request; retries until it does. Any server can ask:
 * the first answer counts.
 */
public final class Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

    /** How long the server that received a request has for the lookup before this one tries, too. */
    private static final Duration OF_ANOTHER = Duration.ofSeconds(10);

    private final Db db;
    private final Apps apps;
    private final RefLookup refs;
    private final Ending ending;
    private final Patience patience;
    private final Executor threads;
    private final DeployStore store;
    private final Set<DeployId> followed = ConcurrentHashMap.newKeySet();
    /** The last complaint about each pending deploy, so that each is logged once. */
    private final ConcurrentHashMap<DeployId, String> said = new ConcurrentHashMap<>();

    public Resolver(Db db, Apps apps, RefLookup refs, Ending ending, Patience patience, Executor threads) {
        this.db = db;
        this.apps = apps;
        this.refs = refs;
        this.ending = ending;
        this.patience = patience;
        this.threads = threads;
        this.store = new DeployStore(db);
    }

    /** Resumes the lookup for all deploys without a commit. */
    public void resumeAll() {
        store.unresolved().forEach(deploy -> follow(deploy, ask(deploy)));
    }

    /** Takes over deploys that have had no commit for a while: the server that received them may be gone. Does not block. */
    void adopt() {
        for (var deploy : store.unresolved()) {
            if (patience.asked(deploy.id()).compareTo(OF_ANOTHER) >= 0 && !followed.contains(deploy.id())) {
                follow(deploy, ask(deploy));
            }
        }
    }

    /** Follows a lookup, and retries if it fails. Does not block. */
    public void follow(Deploy deploy, CompletableFuture<Optional<Sha>> answer) {
        if (followed.add(deploy.id())) {
            patience.asked(deploy.id());
            threads.execute(() -> untilSettled(deploy, answer));
        }
    }

    private void untilSettled(Deploy deploy, CompletableFuture<Optional<Sha>> answer) {
        try (var trust = db.signals().subscribe(Hosts.TOPIC)) {
            var next = answer;
            while (!isSettled(deploy, next)) {
                trust.await(ASK_AGAIN);
                next = ask(deploy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down; its next start asks again
        } finally {
            followed.remove(deploy.id());
            said.remove(deploy.id());
        }
    }

    private boolean isSettled(Deploy deploy, CompletableFuture<Optional<Sha>> answer) throws InterruptedException {
        try {
            settle(deploy, answer.get(), Ref.asked(deploy.question()).absence());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unresolvable) {
                settle(deploy, Optional.empty(), RefLookup.complaint(e));
                return true;
            }
            return !isWaiting(deploy, RefLookup.complaint(e));
        } catch (Unavailable e) {
            return false; // tried again when the database is back
        } catch (RuntimeException e) {
            LOG.error(
                    "deploy={} {} could not be resolved; trying again in {} s",
                    deploy.id(),
                    deploy.name(),
                    ASK_AGAIN.toSeconds(),
                    e);
            return false;
        }
    }

    private CompletableFuture<Optional<Sha>> ask(Deploy deploy) {
        try {
            return refs.ask(apps.config(deploy.app(), deploy.appVersion()), deploy.app(), deploy.question());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @param absence the message if the commit does not exist */
    private void settle(Deploy deploy, Optional<Sha> sha, String absence) {
        var url = apps.config(deploy.app(), deploy.appVersion()).repositoryUrl();
        var shown = refs.displayed(url, deploy.ref());
        db.write(tx -> {
            if (sha.isPresent()) {
                tx.signal(GateVersion.LANES);
                return Transitions.resolved(tx, deploy.id(), sha.get(), shown);
            }
            return ending.ofWaiting(tx, deploy, Outcome.FAILED, absence, null);
        });
    }

    /** Records why the lookup failed. False if the deploy is not pending any more. */
    private boolean isWaiting(Deploy deploy, String complaint) {
        if (!complaint.equals(said.put(deploy.id(), complaint))) {
            LOG.warn("deploy={} {} waits for its repository: {}", deploy.id(), deploy.name(), complaint);
        }
        try {
            return db.write(tx -> Transitions.complained(tx, deploy.id(), complaint));
        } catch (Unavailable e) {
            return true;
        } catch (RuntimeException e) {
            LOG.error(
                    "deploy={} {}: the repository's answer could not be recorded; trying again",
                    deploy.id(),
                    deploy.name(),
                    e);
            return true;
        }
    }
}
