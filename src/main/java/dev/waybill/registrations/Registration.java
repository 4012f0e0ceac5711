package dev.waybill.registrations;

import dev.waybill.forge.Deployments;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a code host knows about a deploy.
 *
 * @param host the name of the code host
 * @param deployment its number there; null while it is not registered
 * @param state what was reported last; null if nothing was
 * @param complaint why the last attempt to register it failed; null if none has failed since
 * @param changed when this last changed
 * @param isGivenUp whether the deploy has ended, and it will not be told any more what it does not know
 */
public record Registration(
        String host,
        String repository,
        @Nullable Long deployment,
        Deployments.@Nullable State state,
        @Nullable String complaint,
        Instant changed,
        boolean isGivenUp) {
    public boolean isRegistered() {
        return deployment != null;
    }

    /** For people. */
    public String sentence() {
        var trouble = complaint == null ? "" : ": " + complaint;
        if (deployment == null) {
            return isGivenUp
                    ? "Was not registered at %s%s".formatted(host, trouble)
                    : "Not registered at %s yet%s".formatted(host, trouble);
        }
        var reported = state == null
                ? ""
                : ", " + state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "Registered at %s as deployment %d of %s%s%s%s"
                .formatted(
                        host, deployment, repository, reported, isGivenUp ? "; its end was not reported" : "", trouble);
    }
}
