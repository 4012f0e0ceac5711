package dev.waybill.drivers;

import dev.waybill.deploys.Deploy;

/**
 * What a driver is to know after it was heard.
 *
 * @param end the first byte of the output that is not stored yet: what it sends next begins there
 * @param stops whether it has to stop the command, because the deploy was cancelled
 * @param kills whether it has to do so without a grace period
 */
public record Orders(long end, boolean stops, boolean kills) {
    static Orders of(long end, Deploy deploy) {
        return deploy.state() instanceof Deploy.Running running
                ? new Orders(end, running.isCancelled(), running.isKilled())
                : new Orders(end, false, false);
    }
}
