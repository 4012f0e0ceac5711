package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Refused;
import dev.waybill.errors.Unavailable;
import dev.waybill.gates.RequestBlockers;
import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Compares what somebody saw before they asked with what there is now. */
final class Seen {
    private Seen() {}

    /**
     * @param known what the repository has answered
     * @throws Refused if what is live, or what is asked for, is not what was expected
     */
    static void refuseIfMoved(Handle handle, Asking asking, Known known) {
        var expected = asking.request().expected();
        if (expected.live() != null) {
            var live = ReleaseStore.live(handle, asking.lane()).map(Deploy::sha).orElse(null);
            if (!matches("expectedLive", expected.live(), live)) {
                throw moved("what is live in " + asking.lane().environment(), expected.live(), live);
            }
        }
        if (expected.sha() != null) {
            var sha = known.sha();
            if (sha == null) {
                throw new Unavailable(
                        "vcs_unreachable",
                        "the repository does not answer%s, so nobody can tell whether it is still the commit that was seen; nothing was started"
                                .formatted(known.complaint() == null ? "" : " (" + known.complaint() + ")"));
            }
            if (!matches("expectedSha", expected.sha(), sha)) {
                throw moved("what is asked for", expected.sha(), sha);
            }
        }
    }

    private static boolean matches(String field, String expected, @Nullable Sha actual) {
        if (expected.equals(Expected.NOTHING)) {
            return actual == null;
        }
        if (!expected.matches("[0-9a-f]{7,40}")) {
            throw Invalid.fields(Map.of(field, "must be 7 to 40 hex digits, or \"none\""));
        }
        return actual != null && actual.hex().startsWith(expected);
    }

    private static Refused moved(String what, String expected, @Nullable Sha actual) {
        return new Refused(List.of(
                new RequestBlockers.ChangedSinceSeen(what, expected, actual == null ? "nothing" : actual.hex())));
    }
}
