package dev.waybill.checks;

import dev.waybill.deploys.Lane;
import dev.waybill.vcs.Sha;

/**
 * One check to ask about one commit.
 *
 * @param ref under which it was requested
 */
record Inquiry(Lane lane, Sha sha, String ref, Requirement requirement) {
    CheckKey key() {
        return new CheckKey(lane.app(), sha, requirement.key());
    }
}
