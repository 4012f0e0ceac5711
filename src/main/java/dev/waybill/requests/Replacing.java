package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Transitions;
import dev.waybill.store.Tx;
import java.util.stream.Collectors;

/** Lets an automatic deploy take the place of those that wait before it: it brings their commits along. */
final class Replacing {
    private final Ending ending;

    Replacing(Ending ending) {
        this.ending = ending;
    }

    /** Call it after the deploy was recorded: from then on nothing starts in its lane until the transaction ends. */
    Deploy replace(Tx tx, Deploy deploy) {
        var replaced = DeployStore.waiting(tx.handle(), deploy.lane()).stream()
                .filter(old -> old.door() == Door.AUTOMATION && !old.id().equals(deploy.id()))
                .filter(old -> ending.ofReplaced(
                        tx, old, deploy, "superseded by %s, which brings its commits along".formatted(deploy.name())))
                .map(old -> old.name()
                        + (old.sha() == null ? "" : " (%s)".formatted(old.sha().abbreviated())))
                .collect(Collectors.joining(", "));
        if (replaced.isEmpty()) {
            return deploy;
        }
        Transitions.note(tx, deploy.id(), "replaces %s, which had not started".formatted(replaced));
        return DeployStore.find(tx.handle(), deploy.id()).orElseThrow();
    }
}
