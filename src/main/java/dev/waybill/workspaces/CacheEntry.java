package dev.waybill.workspaces;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file or directory directly in a cache, with all that it contains. It has no name here, because names can be any
 * bytes.
 *
 * @param bytes the sizes of its files together
 * @param used when a file in it was last read or changed, or a directory changed, in seconds since 1970. Reading a
 *     directory does not count, because measuring does it, too
 */
record CacheEntry(long inode, long bytes, double used) {
    private static final String RENAME = """
            chmod u+rwx "$1" && find "$1" -mindepth 1 -maxdepth 1 -inum "$2" -exec mv -fT -- {} "$3" \\;
            """;

    CacheEntry and(CacheEntry inner) {
        return new CacheEntry(inode, bytes + inner.bytes, Math.max(used, inner.used));
    }

    /** Replaces its name, in the same directory. */
    void rename(Path cache, Path to, Account account) throws IOException, InterruptedException {
        account.run("sh", "-c", RENAME, "sh", cache.toString(), Long.toString(inode), to.toString());
    }
}
