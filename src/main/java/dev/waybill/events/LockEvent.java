package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of a lock, as it is afterwards.
 *
 * @param scope what it is on, such as {@code production of shop}
 * @param expires null if it does not end by itself
 * @param from who held it before; null unless it was stolen or handed over
 * @param willRun null unless deploys will start because of the change
 * @param changed which of the fields {@code kind}, {@code reason} and {@code expires} have changed; null unless its holder changed it
 */
public record LockEvent(
        @JsonIgnore Change change,
        String scope,
        String kind,
        String holder,
        String reason,
        @Nullable String expires,
        @Nullable String from,
        @Nullable List<String> willRun,
        @Nullable String until,
        @Nullable List<String> changed)
        implements EventData {
    public enum Change {
        ACQUIRED,
        CHANGED,
        STOLEN,
        HANDED_OVER,
        EXTENDED,
        EXPIRING,
        EXPIRED,
        RELEASED
    }

    /** The same with the names of the fields that have changed. */
    public LockEvent changing(List<String> fields) {
        return new LockEvent(change, scope, kind, holder, reason, expires, from, willRun, until, fields);
    }

    @Override
    public String eventKind() {
        return "lock." + change.name().toLowerCase(Locale.ROOT);
    }
}
