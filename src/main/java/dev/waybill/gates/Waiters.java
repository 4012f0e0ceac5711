package dev.waybill.gates;

import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The deploys that wait, as locks need to know of them. Names are in the order of the requests. */
public interface Waiters {
    /** The names of those that a lock holds. */
    List<String> heldBy(Handle handle, Lock lock);

    /**
     * Before a hard lock goes: those that it holds, and no other lock, may still be stopped when it is gone. The version of the gates
     * must have been raised before, so that none of them is claimed meanwhile.
     *
     * @param until when
     * @return their names
     */
    List<String> grantGrace(Tx tx, Lock lock, Instant until);
}
