package dev.waybill.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.fake.SkippingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One credential makes no more changes than its code host allows. */
class MannersTest {
    private final SkippingTime time = new SkippingTime();
    private final Manners manners = new Manners(time, Duration.ofSeconds(1));

    private void write() throws Exception {
        manners.enter(true);
        manners.leave();
    }

    @Test
    void writes_haveALimitForTheHour_andGoOnWhenItIsOver() throws Exception {
        var start = time.now();
        for (var i = 0; i < Manners.MOST_WRITES; i++) {
            write();
        }

        var failure = catchThrowableOfType(ForgeFailure.class, this::write);
        manners.enter(false); // reads are not counted
        manners.leave();
        time.sleep(Duration.between(time.now(), failure.retryAt().orElseThrow()));
        write();

        assertThat(failure.kind()).isEqualTo(ForgeFailure.Kind.LIMITED);
        assertThat(failure.retryAt().orElseThrow())
                .isBetween(start.plus(Duration.ofMinutes(59)), start.plus(Duration.ofMinutes(61)));
    }
}
