package dev.waybill.errors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason why something cannot happen now. */
public interface Reason {
    /** A word of gates, in upper case, such as {@code LOCKED}. */
    String code();

    /** A sentence: the thing, its state and the way out. */
    String message();

    /** Since when it holds, or null if unknown. */
    @Nullable
    Instant since();

    /** When it ends on its own, or null if it does not. */
    @Nullable
    Instant until();

    /** People or roles who can end it; empty if only time helps. */
    List<String> clearableBy();

    /** A page of this server with more information, as a path, or null. */
    @Nullable
    String link();
}
