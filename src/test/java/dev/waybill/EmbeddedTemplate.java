package dev.waybill;

import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The tables of a new embedded database, made once in a JVM: the migrations take much longer than a copy. */
public final class EmbeddedTemplate {
    private static final String SQLITE = "jdbc:sqlite:";

    private static byte[] content = {};

    private EmbeddedTemplate() {}

    /** A database in a directory, which has the tables already. */
    public static Database in(Path directory) {
        var database = Database.embedded(directory.resolve("waybill.db"));
        try {
            copyTo(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    /** Puts it there, unless the database has its file already, or has none. */
    static void copyTo(Database database) throws IOException {
        var file = Path.of(database.jdbcUrl().replace(SQLITE, ""));
        if (!database.jdbcUrl().startsWith(SQLITE) || Files.exists(file)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content());
    }

    private static synchronized byte[] content() throws IOException {
        if (content.length == 0) {
            var directory = Files.createTempDirectory("waybill-template");
            try {
                var file = directory.resolve("waybill.db");
                Db.open(Database.embedded(file)).close();
                content = Files.readAllBytes(file);
            } finally {
                Directories.delete(directory);
            }
        }
        return content;
    }
}
