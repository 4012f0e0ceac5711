package dev.waybill;

import dev.waybill.access.ListenAddress;
import dev.waybill.access.Origin;
import dev.waybill.apps.config.ServerSettings;
import dev.waybill.http.Limits;
import dev.waybill.logs.Logs;
import dev.waybill.store.Database;
import dev.waybill.vcs.RepositoryUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server, as given. Null values come from the configuration file or a default.
 *
 * @param port 0 for any free port
 * @param url the public URL, for people and commands; null for the address on which it listens
 * @param database null for the embedded store, in the data directory
 * @param configFile the file of apps; null for none
 * @param repositories the repository URL of apps that configure none, with {@code {app}} for the name
 * @param maxRunning the maximum number of concurrent deploys
 * @param longestLock the maximum duration of a lock
 * @param secretDirectories directories in which requests can name files with secrets, beside those in the file
 * @param maxInput the maximum size of an app's configuration, and of a deploy's parameters, in bytes of JSON
 * @param nodeName the name of this server; null for the machine's name
 * @param trustedProxies addresses and networks of proxies whose forwarding headers are trusted
 * @param moved whether the data directory was moved here from another machine
 * @param quotas limits per client
 * @param room limits of disk space
 */
public record Config(
        Path dataDirectory,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String url,
        @Nullable Database database,
        @Nullable Path configFile,
        @Nullable String repositories,
        @Nullable Integer maxRunning,
        @Nullable Duration longestLock,
        List<Path> secretDirectories,
        @Nullable Integer maxInput,
        @Nullable String nodeName,
        boolean moved,
        List<String> trustedProxies,
        Quotas quotas,
        Room room) {
    /**
     * Limits per client. Null values are derived from the memory and the number of file descriptors.
     *
     * @param perAddress maximum number of connections of an address
     * @param perToken maximum number of streams of a token
     */
    public record Quotas(
            @Nullable Integer perAddress, @Nullable Integer perToken) {
        public static final Quotas USUAL = new Quotas(null, null);

        public Quotas {
            if (perAddress != null && perAddress < 1) {
                throw new IllegalArgumentException("--connections-per-address must be at least 1, not " + perAddress);
            }
            if (perToken != null && perToken < 1) {
                throw new IllegalArgumentException("--streams-per-token must be at least 1, not " + perToken);
            }
        }

        Limits limits() {
            return Limits.usual(perAddress, perToken);
        }
    }

    /**
     * Limits of disk space, in bytes. Null values come from the file or a default.
     *
     * @param maxLog the maximum output of commands in a log
     * @param minFree the free space that is required to start a deploy
     */
    public record Room(@Nullable Long maxLog, @Nullable Long minFree) {
        public static final Room USUAL = new Room(null, null);
    }

    /** With default quotas and room. */
    public Config(
            Path dataDirectory,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String url,
            @Nullable Database database,
            @Nullable Path configFile,
            @Nullable String repositories,
            @Nullable Integer maxRunning,
            @Nullable Duration longestLock,
            List<Path> secretDirectories,
            @Nullable Integer maxInput,
            @Nullable String nodeName,
            boolean moved,
            List<String> trustedProxies) {
        this(
                dataDirectory,
                host,
                port,
                url,
                database,
                configFile,
                repositories,
                maxRunning,
                longestLock,
                secretDirectories,
                maxInput,
                nodeName,
                moved,
                trustedProxies,
                Quotas.USUAL,
                Room.USUAL);
    }

    public Config {
        if (nodeName != null && !nodeName.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new IllegalArgumentException(
                    "--node-name must be up to 63 letters, digits, dots, dashes and underscores, not \"%s\""
                            .formatted(nodeName));
        }
        if (maxRunning != null && maxRunning < 1) {
            throw new IllegalArgumentException("--max-running must be at least 1, not " + maxRunning);
        }
        if (port != null && (port < 0 || port > LARGEST_PORT)) {
            throw new IllegalArgumentException("--port must be from 0 to 65535, not " + port);
        }
        if (url != null) {
            address(url);
        }
        if (repositories != null && !repositories.contains("{app}")) {
            throw new IllegalArgumentException(
                    "--repositories must contain {app}, which stands for the name of the app");
        }
        if (maxInput != null && (maxInput < 1 || maxInput > LARGEST_INPUT)) {
            throw new IllegalArgumentException(
                    "--max-input must be from 1 to %d bytes, not %d".formatted(LARGEST_INPUT, maxInput));
        }
        secretDirectories = List.copyOf(secretDirectories);
        trustedProxies = List.copyOf(trustedProxies);
        if (dataDirectory.toString().isEmpty()) {
            throw new IllegalArgumentException("--data must name a directory");
        }
    }

    private static final int LARGEST_INPUT = 1024 * 1024;
    private static final int MAX_INPUT = 64 * 1024;
    private static final int LARGEST_PORT = 65_535;
    private static final String HOST = "127.0.0.1";
    private static final int PORT = 8080;
    private static final int MAX_RUNNING = 100;
    private static final long MIN_FREE = 256L * 1024 * 1024;
    private static final Duration LONGEST_LOCK = Duration.ofDays(7);

    /** The absolute path of the data directory. */
    @Override
    public Path dataDirectory() {
        return dataDirectory.toAbsolutePath();
    }

    String nodeNameOrHost() throws UnknownHostException {
        return nodeName == null ? InetAddress.getLocalHost().getHostName() : nodeName;
    }

    Database databaseOrEmbedded() {
        return database == null ? Database.embedded(dataDirectory().resolve("waybill.db")) : database;
    }

    /** The effective settings: those given, else those of the file, else the defaults. */
    Effective with(ServerSettings file) {
        return new Effective(
                ListenAddress.bare(or(host, or(file.host(), HOST))),
                or(port, or(file.port(), PORT)),
                or(url, file.url()),
                or(maxRunning, or(file.maxRunning(), MAX_RUNNING)),
                or(longestLock, or(file.longestLock(), LONGEST_LOCK)),
                Stream.concat(secretDirectories.stream(), file.secretDirectories().stream())
                        .toList(),
                or(maxInput, or(file.maxInput(), MAX_INPUT)),
                or(room.maxLog(), or(file.maxLog(), Logs.LARGEST_LOG)),
                or(room.minFree(), or(file.minFree(), MIN_FREE)));
    }

    /** The normalised public URL. */
    private static String address(String url) {
        return Origin.of(url)
                .map(Origin::toString)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--url %s; it is \"%s\"".formatted(Origin.RULE, RepositoryUrl.shown(url))));
    }

    private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** The effective settings. */
    record Effective(
            String host,
            int port,
            @Nullable String url,
            int maxRunning,
            Duration longestLock,
            List<Path> secretDirectories,
            int maxInput,
            long maxLog,
            long minFree) {
        String urlAt(int listeningPort) {
            return url == null ? ListenAddress.url(host, listeningPort) : address(url);
        }

        /** Where it listens, and its public URL if that is different. */
        String placeAt(int listeningPort) {
            var listens = ListenAddress.isEverywhere(host)
                    ? "port %d of all addresses".formatted(listeningPort)
                    : ListenAddress.url(host, listeningPort);
            var reached = urlAt(listeningPort);
            return reached.equals(listens) ? listens : "%s, reached at %s".formatted(listens, reached);
        }
    }
}
