package dev.waybill.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.javalin.config.Key;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits what one client can take from others.
 *
 * @param idle how long a connection may be idle, and how long a client may stop reading a response
 * @param headers how long a request's headers may take, from their first byte
 * @param body how long a request body may take
 * @param connections maximum number of open connections; more have to wait until one is closed
 * @param perAddress maximum number of connections per client address, except for trusted proxies
 * @param perToken maximum number of concurrent streams and long polls per token
 */
public record Limits(Duration idle, Duration headers, Duration body, int connections, int perAddress, int perToken) {
    public static final Key<Limits> KEY = new Key<>("limits");

    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 12_000;
    /** A connection needs about 10 KiB; all may use a quarter of the heap at most. */
    private static final int BYTES_PER_CONNECTION = 40 * 1024;

    private static final int MOST_PER_ADDRESS = 2_000;
    private static final int MOST_PER_TOKEN = 200;

    /** The limits of a server with default settings. */
    public static Limits usual() {
        return usual(null, null);
    }

    /**
     * The limits of a server. The number of connections depends on the limit of open files and on the heap, to leave
     * enough for the database and the commands of deploys.
     *
     * @param perAddress null for the default
     * @param perToken null for the default
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

    /**
     * Maximum number of concurrent streams and long polls for all tokens, so that some connections remain for other
     * requests.
     */
    int streams() {
        return connections / 3;
    }

    /** Maximum number of concurrent requests per token, including streams and long polls. */
    int requestsPerToken() {
        return 4 * perToken;
    }

    /** Maximum number of concurrent requests without credentials per client address. */
    int anonymousPerAddress() {
        return Math.max(1, perAddress / 8);
    }
}
