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
 * The settings of a server, as given. Null for those that are not, which the configuration file or a default then says.
 *
 * @param port 0 for any that is free
 * @param url where people and commands reach it; null for the address on which it listens
 * @param database null for the embedded store, in the data directory
 * @param configFile apps to bring in at the start
 * @param repositories where the repository of an app is that names none, with {@code {app}} for its name
 * @param maxRunning how many deploys may run at once
 * @param longestLock how long a lock may last
 * @param secretDirectories where requests may name files with secrets, beside those of the file
 * @param maxInput how many bytes of JSON the configuration of an app, or the parameters of a deploy, may have
 * @param nodeName by which people know this server; null for the name of the machine
 * @param trustedProxies addresses and networks of proxies that say truly for whom they ask
 * @param moved the data directory was moved to this machine for good
 * @param quotas how much one client may have at once
 * @param room what deploys may take of the disk
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
     * How much one client may have at once. Null for what depends on the memory and the files that there are.
     *
     * @param perAddress connections of an address
     * @param perToken streams of a token
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
     * What deploys may take of the disk, in bytes. Null for what the file or a default says.
     *
     * @param maxLog how long a log gets by what commands write
     * @param minFree with less than that left, no deploy starts
     */
    public record Room(@Nullable Long maxLog, @Nullable Long minFree) {
        public static final Room USUAL = new Room(null, null);
    }

    /** With the usual quotas, and room. */
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
            throw new IllegalArgumentException("--repositories must hold {app}, which stands for the name of the app");
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

    /** The data directory, whatever directory the program is in later. */
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

    /** What counts: what was given, else what the file says, else the default. */
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

    /** What links begin with, in its plainest spelling. */
    private static String address(String url) {
        return Origin.of(url)
                .map(Origin::toString)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--url %s; it is \"%s\"".formatted(Origin.RULE, RepositoryUrl.shown(url))));
    }

    private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** The settings that count. */
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

        /** Where it listens, which need not be where it is reached, and how people get there if that is another address. */
        String placeAt(int listeningPort) {
            var listens = ListenAddress.isEverywhere(host)
                    ? "port %d of all addresses".formatted(listeningPort)
                    : ListenAddress.url(host, listeningPort);
            var reached = urlAt(listeningPort);
            return reached.equals(listens) ? listens : "%s, reached at %s".formatted(listens, reached);
        }
    }
}
