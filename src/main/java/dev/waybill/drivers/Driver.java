package dev.waybill.drivers;

import dev.waybill.access.Caller;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Forbidden;

/**
 * What sends something about an external deploy.
 *
 * @param deploy as it was read when the request came in
 * @param caller who sends it
 * @param key the secret that it chose when it began
 */
public record Driver(Deploy deploy, Caller caller, DriverKey key) {
    /**
     * Another token of the requester is accepted, since the key tells drivers apart.
     *
     * @throws Conflict if the deploy is not external
     * @throws Forbidden if somebody else requested it
     */
    void mustBeOfRequester() {
        if (!deploy.isExternal()) {
            throw new Conflict(
                    "conflict",
                    "%s is run by the server; only a deploy that was requested with \"external\": true has a driver"
                            .formatted(deploy.name()));
        }
        if (!deploy.caller().equals(caller.user().name())) {
            throw new Forbidden(
                    "not_permitted",
                    "%s was requested by %s, so only %s can run its command"
                            .formatted(deploy.name(), deploy.caller(), deploy.caller()));
        }
    }

    /**
     * The refusal if nothing that it sends counts.
     *
     * @param present the deploy as it is now
     */
    static Conflict refused(Deploy present) {
        return switch (present.state()) {
            case Deploy.Pending _ ->
                new Conflict("conflict", "%s has not started yet; wait for its turn".formatted(present.name()));
            case Deploy.Running running ->
                running.driver() == null
                        ? new Conflict("conflict", "%s has no driver yet".formatted(present.name()))
                        : new Conflict(
                                "conflict",
                                "the command of %s is run by another driver: %s"
                                        .formatted(
                                                present.name(), running.driver().place()));
            case Deploy.Finished finished ->
                new Conflict(
                        "deploy_ended",
                        "%s has already ended: %s"
                                .formatted(present.name(), finished.outcome().word()));
        };
    }
}
