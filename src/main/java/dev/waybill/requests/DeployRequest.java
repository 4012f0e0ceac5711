package dev.waybill.requests;

import dev.waybill.access.Caller;
import dev.waybill.deploys.Door;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a deploy.
 *
 * @param environment null for the app's default environment
 * @param userName the user on whose behalf it is requested, created if necessary; null for the caller
 * @param force whether to skip checks, and nothing else
 * @param reason null if none was given
 * @param queue whether to wait for locks instead of being refused
 * @param isExternal whether its command runs on the machine of its requester
 * @param idempotencyKey identifies repetitions of a request; null for none
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
        boolean isExternal,
        Door door,
        Expected expected,
        @Nullable String idempotencyKey) {
    public DeployRequest {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** A request with only the most common fields. */
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
                false,
                door,
                Expected.ANYTHING,
                idempotencyKey);
    }

    /** A request to repeat a deploy: the same commit, environment and parameters, and the same reason unless another is given. */
    static DeployRequest again(
            Target.Again target, Caller caller, @Nullable String reason, @Nullable String idempotencyKey) {
        var old = target.old();
        return new DeployRequest(
                old.appName(),
                old.environment(),
                target,
                caller,
                null,
                old.params(),
                old.forced(),
                reason == null ? old.reason() : reason,
                false,
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
                isExternal,
                door,
                expected,
                idempotencyKey);
    }

    /** The same, to be refused if what the requester saw has changed. */
    public DeployRequest expecting(Expected seen) {
        return new DeployRequest(
                app,
                environment,
                target,
                caller,
                userName,
                params,
                force,
                reason,
                queue,
                isExternal,
                door,
                seen,
                idempotencyKey);
    }

    String requester() {
        return userName == null ? caller.user().name() : userName;
    }

    boolean isOnBehalfOfAnother() {
        return !requester().equals(caller.user().name());
    }
}
