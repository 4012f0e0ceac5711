package dev.waybill.registrations;

import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is done at a code host for one delivery about one deploy. Belongs to one thread.
 *
 * @param isChecked whether the code host is to look at its own checks before it registers the deploy
 * @param done a line for each request, for the record of the attempt
 */
record Reporting(
        Db db, Time time, Deploy deploy, AppForge to, boolean isChecked, DeploymentTexts texts, List<String> done) {
    private Deployments deployments() {
        return to.forge().deployments().orElseThrow();
    }

    /** Finds the deployment that an earlier attempt registered, or registers one; keeps its number. */
    Registration register() throws ForgeFailure, InterruptedException {
        var wanted =
                texts.registration(deploy, isChecked ? to.contexts(deploy.appName(), deploy.environment()) : List.of());
        done.add("find the deployment of %s".formatted(deploy.name()));
        var found = deployments().find(wanted.key(), wanted.sha(), wanted.environment());
        if (found.isEmpty()) {
            done.add("register %s of %s for %s".formatted(wanted.sha().hex(), wanted.ref(), wanted.environment()));
        }
        var number = found.isPresent() ? found.getAsLong() : deployments().register(wanted);
        var forge = to.forge();
        return db.write(tx -> {
            RegistrationStore.registered(tx, deploy.id(), forge.host(), forge.repository(), number, time.now());
            tx.signal(GateVersion.LANES); // it may have waited for this
            return RegistrationStore.find(tx.handle(), deploy.id()).orElseThrow();
        });
    }

    /**
     * Reports the present state of the deploy. One that went live is inactive once another has gone live after it, in whatever
     * order the two are reported.
     */
    void report(Registration registration) throws ForgeFailure, InterruptedException {
        var status = status();
        if (registration.state() != status.state()) {
            report(registration, status);
        }
        if (status.state() == Deployments.State.SUCCESS) {
            var present = status(); // that of a newer deploy may have been reported at the same time
            if (present.state() == Deployments.State.SUCCESS) {
                retireOlder(registration);
            } else {
                report(registration, present);
            }
        }
    }

    private Deployments.Status status() {
        return db.read(handle ->
                        RegistrationStore.replacement(handle, deploy.id()).flatMap(by -> DeployStore.find(handle, by)))
                .map(texts::replaced)
                .orElseGet(() -> texts.status(deploy));
    }

    private void report(Registration registration, Deployments.Status status)
            throws ForgeFailure, InterruptedException {
        done.add("report %s: %s".formatted(status.state().name().toLowerCase(Locale.ROOT), status.description()));
        deployments().report(Objects.requireNonNull(registration.deployment()), status);
        keep(deploy.id(), status.state());
    }

    private void retireOlder(Registration registration) throws ForgeFailure, InterruptedException {
        for (var older : db.read(handle -> RegistrationStore.replaced(handle, deploy.id(), registration))) {
            done.add("report inactive: replaced by %s".formatted(deploy.name()));
            retire(older.deployment());
            keep(older.deploy(), Deployments.State.INACTIVE);
        }
    }

    /** One that was deleted there is not live, either. */
    private void retire(long deployment) throws ForgeFailure, InterruptedException {
        try {
            deployments().report(deployment, texts.replaced(deploy));
        } catch (ForgeFailure e) {
            if (e.kind() != ForgeFailure.Kind.MISSING) {
                throw e;
            }
            done.add("deployment %d does not exist any more".formatted(deployment));
        }
    }

    private void keep(DeployId of, Deployments.State state) {
        db.write(tx -> {
            RegistrationStore.reported(tx, of, state, time.now());
            return tx;
        });
    }
}
