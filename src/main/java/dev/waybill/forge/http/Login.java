package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Secret;
import java.time.Instant;
import java.util.Optional;

/** Where the token of a request comes from. Thread-safe; may block. */
public interface Login {
    /** The token for the next request. */
    Secret token() throws ForgeFailure, InterruptedException;

    /**
     * Called after a 401; whether {@link #token} now returns one that may be accepted.
     *
     * @param at the time by the clock of the code host, if it told it
     */
    boolean isRenewed(Secret refused, Optional<Instant> at) throws InterruptedException;
}
