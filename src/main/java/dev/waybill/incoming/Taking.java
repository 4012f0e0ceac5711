package dev.waybill.incoming;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Refused;
import dev.waybill.forge.Deployments.State;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.SecretMask;
import dev.waybill.forge.text.HostileText;
import dev.waybill.registrations.Registrations;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.NotUnique;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests the deploys of deployments that others created. That a deployment was taken is recorded in the transaction that
 * records its deploy, so it is taken once, however many servers see it and whenever one is killed. Thread-safe.
 */
public final class Taking {
    private static final Logger LOG = LoggerFactory.getLogger(Taking.class);

    private final Db db;
    private final Time time;
    private final Access access;
    private final Requests requests;
    private final SecretMask mask;

    public Taking(Db db, Time time, Access access, Requests requests, SecretMask mask) {
        this.db = db;
        this.time = time;
        this.access = access;
        this.requests = requests;
        this.mask = mask;
    }

    /** Requests its deploy; if that is refused, the code host is to be told why. Blocks as requests do. */
    void take(Acceptor by, ListedDeployment it) throws InterruptedException {
        try {
            var deploy = request(by, it);
            LOG.info("app={} deployment={} started {}", by.app().name(), it.id(), deploy.name());
        } catch (NotUnique e) {
            LOG.debug("app={} deployment={} was taken already", by.app().name(), it.id());
        } catch (Refused e) {
            refuse(by, it, State.FAILURE, e.reasons().getFirst().message());
        } catch (Invalid | Conflict | NotFound | Forbidden e) {
            refuse(by, it, State.ERROR, e.sentence());
        }
    }

    private Deploy request(Acceptor by, ListedDeployment it) throws InterruptedException {
        var user = by.acceptance().user(Objects.requireNonNull(it.creator()));
        var request = new DeployRequest(
                by.app().name(),
                it.environment(),
                new Target.OfRef(
                        it.ref().isEmpty() ? null : it.ref(),
                        Objects.requireNonNull(it.sha()).hex()),
                caller(by, it),
                user.orElse(null),
                parameters(by, it),
                false,
                it.description(),
                false,
                false,
                Door.CODE_HOST,
                Expected.ANYTHING,
                null);
        return requests.request(request, (tx, deploy) -> {
            IncomingStore.insert(tx, by.app().id(), Noted.started(by.repository(), it, time.now()), deploy.id());
            Registrations.adopt(tx, deploy.id(), by.forge(), it.id(), time.now());
        });
    }

    /** May deploy there, also on behalf of the user whom the app names for the creator, and nothing else. */
    private Caller caller(Acceptor by, ListedDeployment it) {
        var host = by.forge().host();
        var user = db.write(tx -> access.named(tx, "%s at %s".formatted(it.creator(), host)));
        var grant = new Grant(
                Set.of(Right.DEPLOY, Right.IMPERSONATE), Set.of(by.app().id().value()), Set.of(it.environment()), null);
        return new Caller(user, 0, "deployment %d at %s".formatted(it.id(), host), grant);
    }

    /** Those fields of the payload that the app declares: the others are for other programs. */
    private static Map<String, Object> parameters(Acceptor by, ListedDeployment it) {
        var parameters = new LinkedHashMap<>(it.payload());
        parameters.keySet().retainAll(by.app().config().parameters().keySet());
        return parameters;
    }

    private void refuse(Acceptor by, ListedDeployment it, State state, String why) {
        var app = by.app();
        var masked = HostileText.line(mask.masked(app.id(), app.version(), it.environment(), why));
        note(by, Noted.refused(by.repository(), it, masked, state, time.now()));
    }

    /** Leaves it to others. */
    void leave(Acceptor by, ListedDeployment it, String why) {
        note(by, Noted.left(by.repository(), it, why, time.now()));
    }

    private void note(Acceptor by, Noted noted) {
        try {
            db.write(tx -> {
                IncomingStore.insert(tx, by.app().id(), noted, null);
                return tx;
            });
            LOG.info("app={} deployment={} not started: {}", by.app().name(), noted.deployment(), noted.reason());
        } catch (NotUnique e) {
            LOG.debug("app={} deployment={} was noted already", by.app().name(), noted.deployment());
        }
    }
}
