package dev.waybill.apps;

import dev.waybill.access.User;
import dev.waybill.errors.Conflict;
import dev.waybill.store.Tx;
import org.jspecify.annotations.Nullable;

/**
 * The maximum total size of the configurations of all apps, because lists and reloads read all of them at once. The limit does
 * not apply to the configuration file, but its apps count.
 *
 * @param bytes of JSON, approximately
 */
public record AppsLimit(long bytes) {
    /** A fraction of the memory: several requests may read all configurations at the same time. */
    private static final int PART = 16;

    /** The limit for this server's memory. */
    public static AppsLimit ofMemory() {
        return new AppsLimit(Runtime.getRuntime().maxMemory() / PART);
    }

    /**
     * Checks the limit after an app has grown, in the same transaction.
     *
     * @param user null if the change comes from the configuration file
     * @throws Conflict if the total is over the limit
     */
    void require(Tx tx, @Nullable User user) {
        if (user != null && AppStore.total(tx) > bytes) {
            throw new Conflict(
                    "apps_full",
                    "the configurations of all apps together would exceed %d bytes, the limit for this server's memory; make this one shorter, delete unused apps, or give the server more memory (WAYBILL_JAVA_OPTIONS=-Xmx...)"
                            .formatted(bytes));
        }
    }
}
