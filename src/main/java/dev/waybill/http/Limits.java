package dev.waybill.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.javalin.config.Key;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one client may take from the others.
 *
 * @param idle how long a connection may be open while nothing happens on it, and a client may take nothing of what is sent to it
 * @param headers how long the head of a request may take to come, from its first byte on
 * @param body how long a body may take
 * @param connections how many may be open at once; who comes then waits until one is closed
 * @param perAddress how many of them from one address, unless that is a trusted proxy
 * @param perToken how many streams and waits of one token may last at once
 */
public record Limits(Duration idle, Duration headers, Duration body, int connections, int perAddress, int perToken) {
    /** Under which a request finds them. */
    public static final Key<Limits> KEY = new Key<>("limits");

    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 12_000;
    /** Of memory: about 10 KiB are needed, and that for a quarter of it at the most. */
    private static final int BYTES_PER_CONNECTION = 40 * 1024;

    private static final int MOST_PER_ADDRESS = 2_000;
    private static final int MOST_PER_TOKEN = 200;

    /** As a server has them that was told nothing else. */
    public static Limits usual() {
        return usual(null, null);
    }

    /**
     * As a server has them; the fewer files it may open and the less memory it has, the fewer connections, so that its database and
     * commands have theirs.
     *
     * @param perAddress null for the usual number
     * @param perToken null for the usual number
     */
    public static Limits usual(@Nullable Integer perAddress, @Nullable Integer perToken) {
        var files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : MOST_CONNECTIONS;
        var room = Runtime.getRuntime().maxMemory() / BYTES_PER_CONNECTION;
        var connections = (int) Math.min(MOST_CONNECTIONS, Math.min(room, files * 3 / 4));
        return new Limits(
                USUAL,
                USUAL,
                USUAL,
                connections,
                perAddress == null ? Math.min(MOST_PER_ADDRESS, connections / 2) : perAddress,
                perToken == null ? Math.min(MOST_PER_TOKEN, connections / 8) : perToken);
    }

    /** How many streams and waits all tokens together may have, so that connections are left for those who ask once. */
    int streams() {
        return connections / 3;
    }

    /** How many requests of one token may be under way at once, those that last included. */
    int requestsPerToken() {
        return 4 * perToken;
    }

    /** How many requests of somebody who is not known may be under way at once from one address. */
    int strangersPerAddress() {
        return Math.max(1, perAddress / 8);
    }
}
