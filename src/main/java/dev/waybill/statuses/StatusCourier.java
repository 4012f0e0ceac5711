package dev.waybill.statuses;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deliveries.Courier;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Recorded;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Forge;
import dev.waybill.forge.Forges;
import dev.waybill.forge.OwnStatus;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes what became of a commit as its status, for apps that want it. What is sent is the state at that moment, so whatever
 * was passed meanwhile is not sent at all. While a deploy waits, {@link StatusWatch} asks for deliveries.
 */
public final class StatusCourier implements Courier {
    static final String NAME = "statuses";

    private static final Set<String> KINDS = Set.of("deploy.started", "deploy.finished", "version.judged");

    private final Apps apps;
    private final DeployStore deploys;
    private final Forges forges;
    private final StatusPublisher publisher;

    public StatusCourier(Apps apps, DeployStore deploys, Forges forges, StatusPublisher publisher) {
        this.apps = apps;
        this.deploys = deploys;
        this.forges = forges;
        this.publisher = publisher;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Addressee> addressees(Tx tx, Recorded event) {
        return KINDS.contains(event.kind())
                ? DeployStore.find(tx.handle(), event).flatMap(deploy -> addressee(tx, deploy)).stream()
                        .toList()
                : List.of();
    }

    private Optional<Addressee> addressee(Tx tx, Deploy deploy) {
        var config = apps.app(tx, deploy.app()).config();
        return forges.publicity(config).commitStatus()
                ? LaneCommit.of(deploy).map(it -> it.addressee(String.valueOf(config.via())))
                : Optional.empty();
    }

    @Override
    public Receipt send(Delivery delivery) throws InterruptedException {
        var commit = LaneCommit.of(delivery);
        var deploy = publisher.decisive(commit).flatMap(deploys::find);
        if (deploy.isEmpty()) {
            return Receipt.nothing("the deploy was deleted");
        }
        Optional<AppForge> forge;
        try {
            forge = forges.of(deploy.get().appName(), Map.of());
        } catch (IOException e) {
            return new Receipt.Failed(new Receipt.Exchange("", String.valueOf(e.getMessage())), true, null);
        }
        return forge.isEmpty()
                ? Receipt.nothing("the app has no code host any more")
                : publisher.publish(
                        commit,
                        deploy.get(),
                        forge.get().forge(),
                        context(commit, deploy.get(), forge.get().forge()));
    }

    /** A commit keeps the name of its status, also if another app of its repository publishes statuses from now on. */
    private String context(LaneCommit commit, Deploy deploy, Forge forge) {
        return publisher.context(commit).orElseGet(() -> context(deploy, forge));
    }

    /** Apps that share a repository have statuses of their own. */
    private String context(Deploy deploy, Forge forge) {
        var isShared = apps.all().stream()
                .filter(app -> !app.id().equals(deploy.app()) && app.retiredAt() == null)
                .filter(app -> forges.publicity(app.config()).commitStatus())
                .anyMatch(app -> isAt(app, forge));
        return isShared ? OwnStatus.name(deploy.appName(), deploy.environment()) : OwnStatus.name(deploy.environment());
    }

    private boolean isAt(App app, Forge forge) {
        try {
            return forges.of(app.name(), Map.of())
                    .filter(other -> other.forge().host().equals(forge.host())
                            && other.forge().repository().equalsIgnoreCase(forge.repository()))
                    .isPresent();
        } catch (IOException e) {
            return false; // it publishes nothing
        }
    }
}
