package dev.waybill.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use.
 *
 * @param jdbcUrl of SQLite or PostgreSQL
 */
public record Database(String jdbcUrl) {
    private static final String SQLITE = "jdbc:sqlite:";

    public Database {
        if (!jdbcUrl.startsWith("jdbc:sqlite:") && !jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "database is neither of the form jdbc:postgresql://HOST/NAME nor jdbc:sqlite:FILE; see docs/server.md");
        }
    }

    /** The embedded store, in a file. */
    public static Database embedded(Path file) {
        return new Database(SQLITE + file);
    }

    /** The URL without a password. */
    String shownUrl() {
        return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1***").replaceAll("//[^/@]*@", "//***@");
    }

    /** The file of an embedded one; null for others. */
    @Nullable
    Path file() {
        return isSqlite() ? Path.of(jdbcUrl.substring(SQLITE.length())) : null;
    }

    Failures failures() {
        return new Failures(isSqlite() ? String.valueOf(file()) : "the PostgreSQL database " + shownUrl(), file());
    }

    /** Whether sessions may change between transactions: the URL says so by disabling named statements. */
    boolean isPooled() {
        return jdbcUrl.matches("(?i).*[?&]prepareThreshold=0(&.*)?");
    }

    boolean isSqlite() {
        return jdbcUrl.startsWith(SQLITE);
    }
}
