package dev.waybill.requests;

import dev.waybill.access.Caller;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param environment null for the app's default
 * @param userName on whose behalf, made when new; null for the caller's own
 * @param force skips checks, and nothing else
 * @param reason why; null if none was given
 * @param queue rather wait under a lock than be refused
 * @param idempotencyKey says that a request is the same as an earlier one with that key; null for a new one
 */
public record DeployRequest(
        String app,
        @Nullable String environment,
        Target target,
        Caller caller,
        @Nullable String userName,
        Map<String, Object> params,
        boolean force,
        @Nullable String reason,
        boolean queue,
        Door door,
        Expected expected,
        @Nullable String idempotencyKey) {
    public DeployRequest {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** One for something that needs no more than this to be said. */
    public static DeployRequest of(
            String app,
            String environment,
            Target target,
            Caller caller,
            @Nullable String reason,
            Door door,
            @Nullable String idempotencyKey) {
        return new DeployRequest(
                app,
                environment,
                target,
                caller,
                null,
                Map.of(),
                false,
                reason,
                false,
                door,
                Expected.ANYTHING,
                idempotencyKey);
    }

    /** The same commit in the same environment with the same parameters, once more, for the same reason if no other is given. */
    static DeployRequest again(Deploy old, Caller caller, @Nullable String reason, @Nullable String idempotencyKey) {
        return new DeployRequest(
                old.appName(),
                old.environment(),
                new Target.Again(old),
                caller,
                null,
                old.params(),
                old.forced(),
                reason == null ? old.reason() : reason,
                false,
                Door.API,
                Expected.ANYTHING,
                idempotencyKey);
    }

    DeployRequest withParams(Map<String, Object> others) {
        return new DeployRequest(
                app,
                environment,
                target,
                caller,
                userName,
                others,
                force,
                reason,
                queue,
                door,
                expected,
                idempotencyKey);
    }

    String requester() {
        return userName == null ? caller.user().name() : userName;
    }

    boolean isOnBehalfOfAnother() {
        return !requester().equals(caller.user().name());
    }
}
