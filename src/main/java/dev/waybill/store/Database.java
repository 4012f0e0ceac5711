package dev.waybill.store;

import java.nio.file.Path;

/**
 * Which database to use.
 *
 * @param jdbcUrl of SQLite or PostgreSQL
 */
public record Database(String jdbcUrl) {
    public Database {
        if (!jdbcUrl.startsWith("jdbc:sqlite:") && !jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "database is neither of the form jdbc:postgresql://HOST/NAME nor jdbc:sqlite:FILE; see docs/server.md");
        }
    }

    /** The embedded store, in a file of its own. */
    public static Database embedded(Path file) {
        return new Database("jdbc:sqlite:" + file);
    }

    /** The URL without a password. */
    String shownUrl() {
        return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1***").replaceAll("//[^/@]*@", "//***@");
    }

    boolean isSqlite() {
        return jdbcUrl.startsWith("jdbc:sqlite:");
    }
}
