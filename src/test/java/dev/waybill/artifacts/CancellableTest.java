package dev.waybill.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.runs.Stop;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CancellableTest {
    private static Object waitForever() throws InterruptedException {
        new CountDownLatch(1).await();
        return "";
    }

    @Test
    void run_ends_onceTheDeployIsCancelled() {
        var stop = new Stop();

        assertThatThrownBy(() -> Cancellable.run(stop, () -> {
                    stop.request();
                    return waitForever();
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the deploy was cancelled");
        assertThat(Thread.interrupted()).isFalse();
        assertThatThrownBy(() -> Cancellable.run(stop, CancellableTest::waitForever))
                .isInstanceOf(IOException.class);
    }

    @Test
    void run_isInterrupted_ifTheServerShutsDown() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Cancellable.run(new Stop(), CancellableTest::waitForever))
                .isInstanceOf(InterruptedException.class);
    }
}
