package dev.waybill.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.javalin.config.Key;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one client may take from the others.
 *
 * @param idle how long a connection may be open while nothing happens on it, and a client may take nothing of what is sent to it
 * @param headers how long the head of a request may take to come, from its first byte on
 * @param body how long a body may take
 * @param connections how many may be open at once; who comes then waits until one is closed
 */
public record Limits(Duration idle, Duration headers, Duration body, int connections) {
    /** Under which a request finds them. */
    public static final Key<Limits> KEY = new Key<>("limits");

    /** At about 10 KiB of memory each. */
    private static final int MOST_CONNECTIONS = 12_000;

    /** As a server has them; the fewer files it may open, the fewer connections, so that its database and commands have theirs. */
    public static Limits usual() {
        var files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : MOST_CONNECTIONS;
        return new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), (int)
                Math.min(MOST_CONNECTIONS, files * 3 / 4));
    }
}
