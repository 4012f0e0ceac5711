package dev.waybill.errors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reason why something may not happen now, as every door tells it. */
public interface Reason {
    /** A word of gates, in upper case, such as {@code LOCKED}. */
    String code();

    /** A sentence: the thing, its state and the way out. */
    String message();

    /** Since when it holds, or null if nobody noted it. */
    @Nullable
    Instant since();

    /** When it ends by itself, or null if it does not. */
    @Nullable
    Instant until();

    /** People or roles who can end it; empty if only time helps. */
    List<String> clearableBy();

    /** Where to read more or to act, as a path of this server, or null. */
    @Nullable
    String link();
}
