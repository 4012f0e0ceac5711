package dev.waybill.registrations;

import dev.waybill.deploys.DeployId;
import dev.waybill.store.Db;
import java.util.Optional;

/** Finds what code hosts know about deploys. Thread-safe. */
public final class Registrations {
    private final Db db;

    public Registrations(Db db) {
        this.db = db;
    }

    /** Empty if no code host was told about the deploy yet, or its app has none. */
    public Optional<Registration> of(DeployId deploy) {
        return db.read(handle -> RegistrationStore.find(handle, deploy));
    }
}
