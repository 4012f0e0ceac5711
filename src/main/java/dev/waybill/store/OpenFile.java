package dev.waybill.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an embedded database's file when it was opened.
 *
 * @param path null for other databases
 * @param inode identifies the file; null if the file system does not provide it
 */
record OpenFile(@Nullable Path path, @Nullable Object inode) {
    static OpenFile of(Database database) {
        var path = database.file();
        return new OpenFile(path, path == null ? null : inode(path));
    }

    boolean isMoved() {
        return path != null && inode != null && !inode.equals(inode(path));
    }

    private static @Nullable Object inode(Path path) {
        try {
            return Files.getAttribute(path, "unix:ino");
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
