package dev.waybill.comments;

import dev.waybill.apps.Apps;
import dev.waybill.deliveries.Courier;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Outcome;
import dev.waybill.events.Recorded;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Forges;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says on pull requests that they are live, for the environments that an app names: those of the commits between what was live
 * before and what is live now. Rollbacks and the first deploy say nothing.
 */
public final class CommentCourier implements Courier {
    private final Apps apps;
    private final DeployStore deploys;
    private final Forges forges;
    private final BroughtPulls brought;
    private final Commenting commenting;

    public CommentCourier(Apps apps, DeployStore deploys, Forges forges, BroughtPulls brought, Commenting commenting) {
        this.apps = apps;
        this.deploys = deploys;
        this.forges = forges;
        this.brought = brought;
        this.commenting = commenting;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public List<Addressee> addressees(Tx tx, Recorded event) {
        return event.kind().equals("deploy.finished")
                ? DeployStore.find(tx.handle(), event)
                        .filter(CommentCourier::bringsSomething)
                        .flatMap(deploy -> addressee(tx, deploy))
                        .stream()
                        .toList()
                : List.of();
    }

    private static boolean bringsSomething(Deploy deploy) {
        return deploy.state() instanceof Deploy.Finished finished
                && finished.outcome() == Outcome.SUCCEEDED
                && deploy.isDeploy()
                && !deploy.isRollback()
                && deploy.sha() != null
                && deploy.previousSha() != null
                && !deploy.sha().equals(deploy.previousSha());
    }

    /** Deploys of one environment can bring the same pull request, so they are announced one after the other. */
    private Optional<Addressee> addressee(Tx tx, Deploy deploy) {
        var config = apps.app(tx, deploy.app()).config();
        return forges.publicity(config).comments().contains(deploy.environment())
                ? Optional.of(new Addressee(
                        Addressee.target(
                                        String.valueOf(config.via()),
                                        deploy.app().value()) + " comments",
                        deploy.environment()))
                : Optional.empty();
    }

    @Override
    public Receipt send(Delivery delivery) throws InterruptedException {
        var end = commenting.end();
        var subject = Objects.requireNonNull(delivery.event().subject().deploy());
        var deploy = deploys.find(new DeployId(subject.id()));
        if (deploy.isEmpty()) {
            return Receipt.nothing("the deploy was deleted");
        }
        try {
            var forge = forges.of(deploy.get().appName(), Map.of());
            if (forge.isEmpty()) {
                return Receipt.nothing("the app has no code host any more");
            }
            return commenting.comment(
                    deploy.get(), brought.by(deploy.get()), forge.get().forge(), end);
        } catch (ForgeFailure e) {
            return failed(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()), null);
        }
    }

    private static Receipt failed(String why, @Nullable ForgeFailure failure) {
        var retryAt = failure == null ? null : failure.retryAt().orElse(null);
        return new Receipt.Failed(new Receipt.Exchange("find the pull requests", why), true, retryAt);
    }
}
