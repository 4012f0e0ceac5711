package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.errors.Unavailable;
import dev.waybill.http.BodyBudget.Sender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The budget has 8 KiB for unauthenticated requests, 16 KiB for webhooks, 100 KiB for small bodies and 200 KiB for large ones. */
class BodyBudgetTest {
    private static final int KIB = 1024;

    private final List<String> refused = new ArrayList<>();
    private final BodyBudget budget = new BodyBudget(8, 16, 100, 200, refused::add);

    @Test
    void largeBodies_leaveRoomForSmallOnes() {
        budget.claim(Sender.AUTHENTICATED).grow(150 * KIB - 1);

        assertThatThrownBy(() -> budget.claim(Sender.AUTHENTICATED).grow(100 * KIB))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("try again in a moment");
        assertThat(refused).containsExactly("memory");
        budget.claim(Sender.AUTHENTICATED).grow(60 * KIB);
    }

    @Test
    void unauthenticatedBodies_leaveRoomForAuthenticatedOnes() {
        budget.claim(Sender.ANONYMOUS).grow(4 * KIB);
        budget.claim(Sender.ANONYMOUS).grow(1);

        assertThatThrownBy(() -> budget.claim(Sender.ANONYMOUS).grow(1)).isInstanceOf(Unavailable.class);
        budget.claim(Sender.AUTHENTICATED).grow(1);
    }

    @Test
    void webhooks_leaveRoomForOthers() {
        budget.claim(Sender.WEBHOOK).grow(16 * KIB);

        assertThatThrownBy(() -> budget.claim(Sender.WEBHOOK).grow(1)).isInstanceOf(Unavailable.class);
        budget.claim(Sender.ANONYMOUS).grow(8 * KIB);
        budget.claim(Sender.AUTHENTICATED).grow(100 * KIB);
    }

    @Test
    void bodyThatGrowsLarge_releasesItsShareOfSmallBodies() {
        var growing = budget.claim(Sender.AUTHENTICATED);
        for (var bytes = KIB; bytes < 190 * KIB; bytes += KIB) {
            growing.grow(bytes);
        }

        budget.claim(Sender.AUTHENTICATED).grow(60 * KIB);
        budget.claim(Sender.AUTHENTICATED).grow(30 * KIB);
        assertThatThrownBy(() -> budget.claim(Sender.AUTHENTICATED).grow(20 * KIB))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void releasedClaim_isAvailableAgain() {
        for (var i = 0; i < 100; i++) {
            var small = budget.claim(Sender.AUTHENTICATED);
            small.grow(50 * KIB);
            var large = budget.claim(Sender.AUTHENTICATED);
            large.grow(150 * KIB);
            assertThatThrownBy(() -> large.grow(300 * KIB)).isInstanceOf(Unavailable.class);
            small.release();
            small.release();
            large.release();
        }
    }
}
