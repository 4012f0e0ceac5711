package dev.waybill.requests;

import dev.waybill.ancestry.Kin;
import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.Sha;
import org.jspecify.annotations.Nullable;

/**
 * What the repository answered within a few seconds.
 *
 * @param sha the commit; null if it has not answered
 * @param question the state of the lookup while there is no commit; null if it was not started
 * @param kin how the commit relates to others
 */
record Known(@Nullable Sha sha, Deploy.@Nullable Pending question, Kin kin) {
    static final Known NOT_ASKED = new Known(null, null, Kin.NONE);

    /** Why the lookup failed; null if it has not failed. */
    @Nullable
    String complaint() {
        return question == null ? null : question.complaint();
    }
}
