package dev.waybill.cli.run;

import dev.waybill.spi.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stops a command: SIGTERM for all of its processes, and SIGKILL after the grace period. For one thread. */
final class Stopping {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Child child;
    private final Duration grace;
    private final Time time = Time.system();
    private @Nullable Duration deadline;

    Stopping(Child child, Duration grace) {
        this.child = child;
        this.grace = grace;
    }

    /** Whether it has begun. */
    boolean hasBegun() {
        return deadline != null;
    }

    /** Call it again and again; it does what is due. */
    void heed(boolean stops, boolean kills) {
        if (kills || deadline != null && time.sinceBoot().compareTo(deadline) >= 0) {
            begin(Duration.ZERO);
            child.kill();
        } else if (stops && deadline == null) {
            begin(grace);
            child.terminate();
        }
    }

    private void begin(Duration left) {
        deadline = time.sinceBoot().plus(left);
    }

    /** Stops what the command has left running, once it has ended itself; returns when nothing is left that can be found. */
    void sweep() throws InterruptedException {
        while (child.lives()) {
            heed(true, false);
            time.sleep(GLANCE);
        }
    }
}
