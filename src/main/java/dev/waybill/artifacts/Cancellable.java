package dev.waybill.artifacts;

import dev.waybill.runs.Stop;
import java.io.IOException;

/** Reading files, which a cancel ends. */
final class Cancellable {
    private Cancellable() {}

    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * @throws IOException also if the deploy was cancelled before the end
     * @throws InterruptedException if the server is shutting down
     */
    static <T> T run(Stop stop, Work<T> work) throws IOException, InterruptedException {
        try {
            if (stop.beginInterruptible()) {
                return work.run();
            }
        } catch (InterruptedException e) {
            if (!stop.isRequested()) {
                throw e;
            }
        } finally {
            stop.endInterruptible();
        }
        throw new IOException("the deploy was cancelled");
    }
}
