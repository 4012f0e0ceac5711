package dev.waybill.registrations;

import dev.waybill.deploys.DeployId;
import dev.waybill.forge.Forge;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds what code hosts know about deploys. Thread-safe. */
public final class Registrations {
    private final Db db;

    public Registrations(Db db) {
        this.db = db;
    }

    /**
     * Registers a deploy as a deployment that exists already, because it was requested by that. To be called in the transaction
     * that records the deploy.
     */
    public static void adopt(Tx tx, DeployId deploy, Forge forge, long deployment, Instant now) {
        RegistrationStore.registered(tx, deploy, forge.host(), forge.repository(), deployment, now);
    }

    /** Whether a deploy is registered as that deployment. */
    public static boolean isKnown(Handle handle, Forge forge, long deployment) {
        return RegistrationStore.isKnown(handle, forge.host(), forge.repository(), deployment);
    }

    /** Empty if no code host was told about the deploy yet, or its app has none. */
    public Optional<Registration> of(DeployId deploy) {
        return db.read(handle -> RegistrationStore.find(handle, deploy));
    }
}
