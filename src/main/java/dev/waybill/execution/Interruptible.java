package dev.waybill.execution;

import dev.waybill.runs.Stop;
import dev.waybill.spi.ProviderContext.Work;
import java.io.IOException;
import java.util.Optional;

/** Work that a cancel interrupts. */
final class Interruptible {
    private Interruptible() {}

    /**
     * @return empty if the deploy was cancelled before the end
     * @throws InterruptedException if the server is shutting down
     */
    static <T> Optional<T> run(Stop stop, Work<T> work) throws IOException, InterruptedException {
        try {
            return stop.beginInterruptible() ? Optional.of(work.run()) : Optional.empty();
        } catch (IOException e) {
            if (stop.isRequested()) {
                return Optional.empty();
            }
            throw e;
        } catch (InterruptedException e) {
            if (stop.isRequested()) {
                return Optional.empty();
            }
            throw e; // the server is shutting down
        } finally {
            stop.endInterruptible();
        }
    }
}
