package dev.waybill.statuses;

import dev.waybill.apps.AppId;
import dev.waybill.deliveries.Courier;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Lane;
import dev.waybill.vcs.Sha;
import java.util.Objects;
import java.util.Optional;

/** A commit in a lane: what one status is about. */
record LaneCommit(Lane lane, Sha sha) {
    /** Empty while the commit of the deploy is unknown. */
    static Optional<LaneCommit> of(Deploy deploy) {
        return Optional.ofNullable(deploy.sha()).map(sha -> new LaneCommit(deploy.lane(), sha));
    }

    static LaneCommit of(Delivery delivery) {
        var words = delivery.to().subject().split(" ", -1);
        var app = Objects.requireNonNull(delivery.event().subject().app());
        return new LaneCommit(new Lane(new AppId(app.id()), words[0]), new Sha(words[1]));
    }

    /** Statuses of one commit are sent one after the other; an app without permission holds up no other. */
    Courier.Addressee addressee(String via) {
        return new Courier.Addressee(
                Courier.Addressee.target(via, lane.app().value()) + " statuses",
                "%s %s".formatted(lane.environment(), sha.hex()));
    }
}
