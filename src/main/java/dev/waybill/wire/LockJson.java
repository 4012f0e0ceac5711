package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock.
 *
 * @param scope its name: {@code shop}, {@code production of shop}, {@code production of all apps}, {@code everything}
 * @param app null for all apps
 * @param environment null for all environments
 * @param expires null if it does not expire
 */
public record LockJson(
        String scope,
        @Nullable String app,
        @Nullable String environment,
        String kind,
        String holder,
        String reason,
        String dateCreated,
        @Nullable String expires) {
    /** The effect of acquiring it: the names of the deploys that it blocks. */
    public record Taken(
            String scope,
            @Nullable String app,
            @Nullable String environment,
            String kind,
            String holder,
            String reason,
            String dateCreated,
            @Nullable String expires,
            List<String> holds) {}

    /**
     * The effect of releasing it.
     *
     * @param willRun the names of the deploys that waited for it and for no other lock
     * @param until when those can be cancelled; null if there are none
     */
    public record Released(
            LockJson lock, List<String> willRun, @Nullable String until) {}

    public Taken taken(List<String> holds) {
        return new Taken(scope, app, environment, kind, holder, reason, dateCreated, expires, holds);
    }
}
