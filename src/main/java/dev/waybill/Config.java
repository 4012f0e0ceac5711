package dev.waybill;

import dev.waybill.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server.
 *
 * @param port 0 for any that is free
 * @param url where people and commands reach it; null for the address on which it listens
 * @param database null for the embedded store, in the data directory
 * @param configFile apps to bring in at the start; may be null
 * @param repositories where the repository of an app is that names none, with {@code {app}} for its name; may be null
 * @param maxRunning how many deploys may run at once
 */
public record Config(
        Path dataDirectory,
        String host,
        int port,
        @Nullable String url,
        @Nullable Database database,
        @Nullable Path configFile,
        @Nullable String repositories,
        int maxRunning) {
    Database databaseOrEmbedded() {
        return database == null ? Database.embedded(dataDirectory.resolve("waybill.db")) : database;
    }

    String urlAt(int listeningPort) {
        var shownHost = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return url == null ? "http://%s:%d".formatted(shownHost, listeningPort) : url.replaceFirst("/+$", "");
    }
}
