package dev.waybill.deploys;

import dev.waybill.store.Tx;
import java.time.Instant;

/** The state changes that only external deploys have. Each is conditional, as in {@link Transitions}. */
public final class ExternalTransitions {
    private static final String DRIVEN = """
            update deploys set driver = ?, version = version + 1
            where id = ? and state = 'running' and external = 1 and driver is null
            """;
    private static final String SILENT = """
            update deploys set silent_since = ?, version = version + 1
            where id = ? and state = 'running' and silent_since is null
            """;
    private static final String HEARD = """
            update deploys set silent_since = null, version = version + 1
            where id = ? and state = 'running' and silent_since is not null
            """;

    private ExternalTransitions() {}

    /** Records where the command runs; false if it runs somewhere already, or nothing can run any more. */
    public static boolean driven(Tx tx, DeployId id, String place) {
        return tx.update(DRIVEN, place, id.value()) == 1;
    }

    /** Notes that nothing is heard of the driver; false if that was known. */
    public static boolean silent(Tx tx, DeployId id, Instant since) {
        return tx.update(SILENT, since.toEpochMilli(), id.value()) == 1;
    }

    /** Notes that the driver is heard again; false if it was not silent. */
    public static boolean heard(Tx tx, DeployId id) {
        return tx.update(HEARD, id.value()) == 1;
    }
}
