package dev.waybill.triggers;

import org.jdbi.v3.core.Handle;

/** Finds out what automation would deploy to a lane. Reads the database and nothing else. */
@FunctionalInterface
interface Trigger {
    Aim aim(Handle handle, Lookout lookout);
}
