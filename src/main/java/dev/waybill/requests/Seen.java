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

/** Compares the state that the requester saw with the present one. */
final class Seen {
    private Seen() {}

    /**
     * @param known what the repository has answered
     * @throws Refused if the live version or the requested commit is not the expected one
     */
    static void refuseIfMoved(Handle handle, Asking asking, Known known) {
        var expected = asking.request().expected();
        if (expected.live() != null) {
            var live = ReleaseStore.live(handle, asking.lane()).map(Deploy::sha).orElse(null);
            if (!matches("expectedLive", expected.live(), live)) {
                throw moved("the live version in " + asking.lane().environment(), expected.live(), live);
            }
        }
        if (expected.sha() != null) {
            var sha = known.sha();
            if (sha == null) {
                throw new Unavailable(
                        "vcs_unreachable",
                        "the repository does not respond%s, so the server cannot check that the ref is still the expected commit; nothing was requested; try again"
                                .formatted(known.complaint() == null ? "" : " (" + known.complaint() + ")"));
            }
            if (!matches("expectedSha", expected.sha(), sha)) {
                throw moved("the requested commit", expected.sha(), sha);
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
