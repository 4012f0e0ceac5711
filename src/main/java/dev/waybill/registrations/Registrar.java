package dev.waybill.registrations;

import dev.waybill.checks.CheckFacts;
import dev.waybill.checks.LaneChecks;
import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Excerpt;
import dev.waybill.events.Recorded;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.SecretMask;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Brings a deployment at a code host to the state of its deploy. Whatever was done before is looked up first, so doing it again
 * changes nothing. Thread-safe.
 */
public final class Registrar {
    private static final Duration UNRESOLVED = Duration.ofSeconds(5);
    /**
     * The start of the deploy, at the latest, registers it whatever its checks are by then. One that waits for its registration
     * is tried again when its checks change.
     */
    private static final Duration UNTIL_CHECKED = Duration.ofMinutes(15);

    private static final Duration WITHOUT_CHECKS = Duration.ofSeconds(5);

    private final Db db;
    private final Time time;
    private final CheckFacts checks;
    private final DeploymentTexts texts;

    /** @param url the server's public URL */
    public Registrar(Db db, CheckFacts checks, Time time, SecretMask mask, String url) {
        this.db = db;
        this.checks = checks;
        this.time = time;
        this.texts = new DeploymentTexts(url, mask);
    }

    /** Tells a code host about an event of a deploy, as far as the deploy's present state has not overtaken it. */
    Receipt tell(Deploy deploy, Recorded event, AppForge to) throws InterruptedException {
        var done = new ArrayList<String>();
        var began = time.now();
        try {
            return told(deploy, event, to, done);
        } catch (ForgeFailure e) {
            return failed(deploy, to, e, began, done);
        }
    }

    /** The code host cannot be asked, because of the configuration. */
    Receipt unconfigured(Deploy deploy, String host, String why) {
        db.write(tx -> {
            RegistrationStore.failed(tx, deploy.id(), host, "", Excerpt.of(why), time.now());
            return tx;
        });
        return new Receipt.Failed(new Receipt.Exchange("", why), true, null);
    }

    private Receipt told(Deploy deploy, Recorded event, AppForge to, List<String> done)
            throws ForgeFailure, InterruptedException {
        var forge = to.forge();
        if (deploy.sha() == null && !(deploy.state() instanceof Deploy.Finished)) {
            return new Receipt.PutOff(
                    exchange(done, "waiting for the commit"), time.now().plus(UNRESOLVED));
        }
        var known = db.read(handle -> RegistrationStore.find(handle, deploy.id()));
        if (known.filter(Registration::isRegistered).isEmpty()
                && deploy.state() instanceof Deploy.Finished end
                && end.startedAt() == null) {
            return new Receipt.Delivered(exchange(done, "it ended before it was registered"));
        }
        var work = new Reporting(db, time, deploy, to, isCheckedThere(deploy, to, known.isPresent()), texts, done);
        var registration = known.filter(Registration::isRegistered).isPresent() ? known.get() : work.register();
        if (texts.isOvertaken(deploy, event)) {
            return new Receipt.Delivered(exchange(done, "%s has moved on".formatted(deploy.name())));
        }
        var settled = texts.settled(deploy, registration).filter(time.now()::isBefore);
        if (settled.isPresent()) {
            return new Receipt.PutOff(exchange(done, "it may go on within seconds"), settled.get());
        }
        work.report(registration);
        return new Receipt.Delivered(exchange(
                done,
                "%s knows it as deployment %d of %s"
                        .formatted(forge.host(), registration.deployment(), forge.repository())));
    }

    /**
     * Whether the code host is to look at its checks: only of a deploy that the gates check, too. Where a deploy waits for its
     * registration, the gates have the last word, so that a check which they do not require cannot hold it for ever.
     */
    private boolean isCheckedThere(Deploy deploy, AppForge to, boolean wasTried) {
        if (deploy.forced() || !(deploy.state() instanceof Deploy.Pending)) {
            return false;
        }
        var sha = Objects.requireNonNull(deploy.sha());
        var ofCommit = checks(deploy, sha);
        return !(deploy.isRollback() && ofCommit.wasLive(sha))
                && !(to.isRequired() && wasTried && ofCommit.havePassed(sha, deploy.ref()));
    }

    private LaneChecks checks(Deploy deploy, Sha sha) {
        return db.read(handle -> checks.ofCommit(handle, deploy.lane(), deploy.newestAppVersion(), sha, time.now()));
    }

    private Receipt failed(Deploy deploy, AppForge to, ForgeFailure failure, Instant began, List<String> done) {
        var why = failure.kind() == ForgeFailure.Kind.CONFLICT
                ? "its checks have not passed there yet (%s)".formatted(failure.getMessage())
                : String.valueOf(failure.getMessage());
        var forge = to.forge();
        var known = db.write(tx -> {
            RegistrationStore.failed(tx, deploy.id(), forge.host(), forge.repository(), Excerpt.of(why), began);
            return RegistrationStore.find(tx.handle(), deploy.id()).orElseThrow();
        });
        var exchange = exchange(done, why);
        return switch (failure.kind()) {
            case CONFLICT -> new Receipt.PutOff(exchange, time.now().plus(untilChecked(deploy, to)));
            case INVALID -> new Receipt.Refused(exchange);
            case MISSING -> // perhaps only its deployment was deleted there
                new Receipt.Failed(exchange, !known.isRegistered(), null);
            case UNREACHABLE, LIMITED, UNAUTHORIZED, FORBIDDEN ->
                new Receipt.Failed(exchange, true, failure.retryAt().orElse(null));
        };
    }

    private Duration untilChecked(Deploy deploy, AppForge to) {
        var sha = deploy.sha();
        return to.isRequired() && sha != null && checks(deploy, sha).havePassed(sha, deploy.ref())
                ? WITHOUT_CHECKS
                : UNTIL_CHECKED;
    }

    private static Receipt.Exchange exchange(List<String> done, String answer) {
        return new Receipt.Exchange(String.join("\n", done), answer);
    }
}
