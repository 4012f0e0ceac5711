package dev.waybill.apps;

import dev.waybill.store.Tx;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A limit on concurrent deploys that apps share.
 *
 * @param maxRunning the maximum number of concurrent deploys, on all nodes together
 */
public record Pool(String name, int maxRunning) {
    /** The pool of a lane, if it has one with a limit. */
    public static Optional<Pool> of(Handle handle, AppId app, String environment) {
        if (!PoolStore.areThere(handle)) {
            return Optional.empty();
        }
        return AppStore.byId(handle, app).config().pool(environment).flatMap(name -> {
            var limit = PoolStore.limit(handle, name);
            return limit.isPresent() ? Optional.of(new Pool(name, limit.getAsInt())) : Optional.empty();
        });
    }

    /** Keeps other claims from counting its deploys until the transaction ends. */
    public void lock(Tx tx) {
        PoolStore.lock(tx, name);
    }
}
