package dev.waybill.registrations;

import dev.waybill.apps.Apps;
import dev.waybill.deliveries.Courier;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Recorded;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Forges;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Registers the deploys of apps with a code host there, and reports their states. A code host that cannot be reached delays only
 * what it is told.
 */
public final class DeploymentCourier implements Courier {
    /** The kind of event by which a pending deploy is registered. */
    static final String REQUESTED = "deploy.requested";

    static final String NAME = "deployments";

    private static final Set<String> KINDS = Set.of(REQUESTED, "deploy.started", "deploy.finished");

    private final Apps apps;
    private final DeployStore deploys;
    private final Forges forges;
    private final Registrar registrar;

    public DeploymentCourier(Apps apps, DeployStore deploys, Forges forges, Registrar registrar) {
        this.apps = apps;
        this.deploys = deploys;
        this.forges = forges;
        this.registrar = registrar;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Addressee> addressees(Tx tx, Recorded event) {
        return KINDS.contains(event.kind())
                ? DeployStore.find(tx.handle(), event).flatMap(deploy -> codeHost(tx, deploy)).stream()
                        .toList()
                : List.of();
    }

    private Optional<Addressee> codeHost(Tx tx, Deploy deploy) {
        var config = apps.app(tx, deploy.app()).config();
        var via = config.via();
        return via == null || via.equals("git") || !forges.isConfigured(config)
                ? Optional.empty()
                : Optional.of(codeHost(via, deploy));
    }

    /** The code host of a deploy's app, and the app: so that one app without permission holds up no other. */
    static Addressee codeHost(String via, Deploy deploy) {
        return new Addressee(
                Addressee.target(via, deploy.app().value()), deploy.id().toString());
    }

    @Override
    public Receipt send(Delivery delivery) throws InterruptedException {
        var deploy = deploys.find(new DeployId(Long.parseLong(delivery.to().subject())));
        if (deploy.isEmpty()) {
            return Receipt.nothing("the deploy was deleted");
        }
        Optional<AppForge> forge;
        try {
            forge = forges.of(deploy.get().appName(), Map.of());
        } catch (IOException e) {
            return registrar.unconfigured(
                    deploy.get(),
                    forges.title(delivery.to().target().split(" ", 2)[0]),
                    String.valueOf(e.getMessage()));
        }
        if (forge.isEmpty() || forge.get().forge().deployments().isEmpty()) {
            return Receipt.nothing("the code host of the app has no deployments");
        }
        return registrar.tell(deploy.get(), delivery.event(), withoutOwnStatus(deploy.get(), forge.get()));
    }

    /** Our own status would be one of all that were reported, and the code host would wait for the deploy itself. */
    private AppForge withoutOwnStatus(Deploy deploy, AppForge forge) {
        var isOneOfAll = forge.contexts() == null
                && forges.publicity(apps.app(deploy.app()).config()).commitStatus();
        return isOneOfAll ? new AppForge(forge.forge(), List.of(), forge.isRequired()) : forge;
    }
}
