package dev.waybill.apps;

import dev.waybill.access.User;
import dev.waybill.errors.Conflict;
import dev.waybill.store.Tx;
import org.jspecify.annotations.Nullable;

/**
 * How much the configurations of all apps may have together, since lists and reloads read all of them at once. The configuration file
 * is not held to it, but what it brings counts.
 *
 * @param bytes of JSON, about
 */
public record AppsLimit(long bytes) {
    /** What part of the memory it may be: many read all of it at the same time. */
    private static final int PART = 16;

    /** As much as the memory of this server has room for. */
    public static AppsLimit ofMemory() {
        return new AppsLimit(Runtime.getRuntime().maxMemory() / PART);
    }

    /**
     * Looks once an app has grown, within the transaction that lets it.
     *
     * @param user who lets it; null if the configuration file does
     * @throws Conflict if they have more together than they may
     */
    void require(Tx tx, @Nullable User user) {
        if (user != null && AppStore.total(tx) > bytes) {
            throw new Conflict(
                    "apps_full",
                    "the configurations of all apps would have more than %d bytes together, for which this server's memory has no room; make it shorter, delete apps that nobody needs, or give the server more memory (WAYBILL_JAVA_OPTIONS=-Xmx...)"
                            .formatted(bytes));
        }
    }
}
