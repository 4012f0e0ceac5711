package dev.waybill.workspaces;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures what is in a cache. */
final class CacheListing {
    private static final String FORMAT = "%d %i %y %s %T@ %A@\\n";

    /** A command may have removed its cache, and others may still remove files in it. */
    private static final String FIND = """
            [ ! -d "$1" ] || exec find "$1" -ignore_readdir_race -mindepth 1 -printf "$2"
            """;

    private CacheListing() {}

    /** Measures everything in a cache, as its user. Links are not followed. Blocks. */
    static List<CacheEntry> of(Path cache, Account account) throws IOException, InterruptedException {
        return account.read(CacheListing::read, "sh", "-c", FIND, "sh", cache.toString(), FORMAT);
    }

    /** An entry comes directly before what it contains. */
    private static List<CacheEntry> read(InputStream found) throws IOException {
        var entries = new ArrayList<CacheEntry>();
        var lines = new BufferedReader(new InputStreamReader(found, StandardCharsets.US_ASCII));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var fields = line.split(" ");
            var one = one(fields);
            entries.add(fields[0].equals("1") ? one : entries.removeLast().and(one));
        }
        return entries;
    }

    private static CacheEntry one(String[] fields) {
        var isDirectory = fields[2].equals("d");
        var changed = Double.parseDouble(fields[4]);
        return new CacheEntry(
                Long.parseLong(fields[1]),
                isDirectory ? 0 : Long.parseLong(fields[3]),
                isDirectory ? changed : Math.max(changed, Double.parseDouble(fields[5])));
    }
}
