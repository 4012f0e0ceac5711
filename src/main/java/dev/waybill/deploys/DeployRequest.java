package dev.waybill.deploys;

import dev.waybill.access.Caller;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param environment null for production
 * @param ref null for the environment's default ref
 * @param sha exactly this commit, whatever the ref means; null to resolve the ref
 * @param userName on whose behalf, made when new; null for the caller's own
 * @param force skips checks, and nothing else
 * @param idempotencyKey says that a request is the same as an earlier one with that key; null for a new one
 * @param retryOf a deploy that is over and is to be tried again, with its commit; null for none
 */
public record DeployRequest(
        String app,
        @Nullable String environment,
        @Nullable String ref,
        @Nullable String sha,
        Caller caller,
        @Nullable String userName,
        Map<String, Object> params,
        boolean force,
        @Nullable String reason,
        boolean queue,
        Door door,
        @Nullable Deploy retryOf,
        @Nullable String idempotencyKey) {
    public DeployRequest {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** The same commit in the same environment with the same parameters, once more. */
    static DeployRequest again(
            Deploy old, Caller caller, @Nullable String reason, Door door, @Nullable String idempotencyKey) {
        return new DeployRequest(
                old.appName(),
                old.environment(),
                old.ref(),
                null,
                caller,
                null,
                old.params(),
                old.forced(),
                reason,
                false,
                door,
                old,
                idempotencyKey);
    }

    DeployRequest withParams(Map<String, Object> others) {
        return new DeployRequest(
                app,
                environment,
                ref,
                sha,
                caller,
                userName,
                others,
                force,
                reason,
                queue,
                door,
                retryOf,
                idempotencyKey);
    }

    String requester() {
        return userName == null ? caller.user().name() : userName;
    }

    boolean isOnBehalfOfAnother() {
        return !requester().equals(caller.user().name());
    }
}
