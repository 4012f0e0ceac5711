package dev.waybill.requests;

import dev.waybill.ancestry.Kin;
import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.Sha;
import org.jspecify.annotations.Nullable;

/**
 * What the repository said of what is wanted, after a moment's patience.
 *
 * @param sha the commit; null if it has not answered
 * @param question how the question stands as long as there is no commit; null if nobody has asked yet
 * @param kin how the commit stands to others
 */
record Known(@Nullable Sha sha, Deploy.@Nullable Pending question, Kin kin) {
    static final Known NOT_ASKED = new Known(null, null, Kin.NONE);

    /** What it complained of instead of an answer; null if it has said nothing yet. */
    @Nullable
    String complaint() {
        return question == null ? null : question.complaint();
    }
}
