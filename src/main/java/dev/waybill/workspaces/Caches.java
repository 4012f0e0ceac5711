package dev.waybill.workspaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Directories that outlive the deploys of an app, with files that its commands may need again. An app has one for each
 * user that it runs as: at {@code DATA/caches/APP}, or behind a link {@code DATA/caches/APP.USER} in a home of that
 * user. Thread-safe.
 */
public final class Caches {
    private static final String DOOMED = ".waybill-removed";

    private final Path directory;
    private final Homes homes;
    /** Whoever removes something of an app's holds its lock, and whoever is about to use it waits. */
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * @param directory created on first use
     * @param homes for caches of other users; created on first use
     */
    public Caches(Path directory, Path homes) {
        this.directory = directory.toAbsolutePath();
        this.homes = new Homes(homes);
    }

    /** All caches, also those of apps that are gone. */
    public List<Cache> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.map(path -> Cache.named(path.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /**
     * The directory of a cache; made if it is missing. Blocks while something in it is being removed.
     *
     * @throws IOException with a sentence if it cannot be made
     */
    public Path open(Cache cache) throws IOException, InterruptedException {
        var lock = lock(cache);
        lock.lockInterruptibly();
        try {
            return made(cache);
        } catch (IOException e) {
            throw new IOException("the cache of the app cannot be used: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private Path made(Cache cache) throws IOException, InterruptedException {
        Directories.makePrivate(directory);
        if (cache.user() == null) {
            Directories.makePrivate(place(cache));
            return Directories.makePrivate(content(cache));
        }
        var account = Account.named(cache.user());
        var content = homes.keep(place(cache), account).resolve("cache");
        account.run("sh", "-c", "umask 077; mkdir -p \"$1\"", "sh", content.toString());
        return content;
    }

    private ReentrantLock lock(Cache cache) {
        return locks.computeIfAbsent(cache.app(), _ -> new ReentrantLock());
    }

    private Path place(Cache cache) {
        return directory.resolve(cache.name());
    }

    private Path content(Cache cache) throws IOException {
        var place = place(cache);
        return (Files.isSymbolicLink(place) && cache.user() != null ? homes.home(place) : place).resolve("cache");
    }

    /** When something in a cache was last used, in seconds since 1970; negative if it is empty. Blocks. */
    public double used(Cache cache) throws IOException, InterruptedException {
        return CacheListing.of(content(cache), cache.account()).stream()
                .mapToDouble(CacheEntry::used)
                .max()
                .orElse(-1);
    }

    /**
     * Removes entries, least recently used first, until the rest is within a limit. Stops early if somebody waits for
     * the cache. Nothing is removed while something is mounted in it. Blocks.
     *
     * @param limit in bytes
     * @param isUnused asked before anything is removed, while nobody can open it
     * @return the bytes that were removed
     */
    public long trim(Cache cache, long limit, BooleanSupplier isUnused) throws IOException, InterruptedException {
        var lock = lock(cache);
        lock.lockInterruptibly();
        try {
            return isUnused.getAsBoolean() && isThere(cache) ? trim(cache, limit, lock) : 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean isThere(Cache cache) {
        return Files.exists(place(cache), LinkOption.NOFOLLOW_LINKS);
    }

    private long trim(Cache cache, long limit, ReentrantLock lock) throws IOException, InterruptedException {
        var content = content(cache);
        var account = cache.account();
        mustHaveNoMounts(content.resolveSibling(".").normalize());
        remove(content.resolve(DOOMED), cache, account); // an earlier start may have been killed
        var entries = CacheListing.of(content, account);
        var excess = entries.stream().mapToLong(CacheEntry::bytes).sum() - limit;
        var removed = 0L;
        for (var entry : entries.stream()
                .sorted(Comparator.comparingDouble(CacheEntry::used))
                .toList()) {
            if (removed >= excess || lock.hasQueuedThreads()) {
                break;
            }
            entry.rename(content, content.resolve(DOOMED), account); // so that nobody finds half of it
            remove(content.resolve(DOOMED), cache, account);
            removed += entry.bytes();
        }
        return removed;
    }

    private static void mustHaveNoMounts(Path holder) throws IOException {
        var mounts = Files.isDirectory(holder) ? Mounts.in(holder) : List.<Path>of();
        if (!mounts.isEmpty()) {
            throw new IOException("the cache %s is not trimmed, because %s is mounted there; unmount it"
                    .formatted(holder, mounts.getFirst()));
        }
    }

    private static void remove(Path doomed, Cache cache, Account account) throws IOException, InterruptedException {
        if (cache.user() == null) {
            Directories.delete(doomed);
        } else {
            account.remove(doomed);
        }
    }

    /**
     * Removes a cache. What is mounted in it is unmounted first. Blocks.
     *
     * @param isUnused asked first, while nobody can open it
     * @return whether it was removed
     */
    public boolean remove(Cache cache, BooleanSupplier isUnused) throws IOException, InterruptedException {
        var lock = lock(cache);
        lock.lockInterruptibly();
        try {
            if (!isUnused.getAsBoolean()) {
                return false;
            }
            homes.remove(place(cache));
            Directories.delete(place(cache));
            return true;
        } finally {
            lock.unlock();
        }
    }
}
