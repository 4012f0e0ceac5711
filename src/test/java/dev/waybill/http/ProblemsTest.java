package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.errors.Refused;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.RequestBlockers;
import dev.waybill.gates.VersionBlockers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Blocker RETIRED = new RequestBlockers.AppRetired("shop", Instant.EPOCH);
    private static final Blocker MOVED = new RequestBlockers.ChangedSinceSeen("what is live", "1111111", "2222222");
    private static final Blocker NOT_PERMITTED = new RequestBlockers.NotPermitted("ann lacks the permission deploy");

    @Test
    void refusal_hasTheStatusOfItsFirstBlocker() {
        assertThat(status(RETIRED, MOVED)).isEqualTo(400);
        assertThat(status(new VersionBlockers.ReasonNeeded("it is unusual"))).isEqualTo(400);
        assertThat(status(MOVED, RETIRED)).isEqualTo(409);
        assertThat(status(NOT_PERMITTED, MOVED)).isEqualTo(403);
    }

    private static int status(Blocker... blockers) {
        return Problems.status(new Refused(List.of(blockers)));
    }
}
