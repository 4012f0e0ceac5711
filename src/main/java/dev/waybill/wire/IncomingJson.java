package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deployments that others create at the code host of an app.
 *
 * @param from whose deployments are accepted
 * @param environments the only ones in which they are; null for all
 * @param dateSeen when they were last looked at; null if they never were
 * @param problem why the last look has failed; null if it has not
 * @param deployments the newest first
 */
public record IncomingJson(
        List<String> from,
        @Nullable List<String> environments,
        @Nullable String dateSeen,
        @Nullable String problem,
        List<IncomingDeploymentJson> deployments) {
    /**
     * What became of one.
     *
     * @param deployment its id at the code host
     * @param state {@code started}; {@code refused}, and the code host is told why; or {@code left} to other systems
     * @param deploy the name of the deploy that it started
     * @param reason why it started none
     */
    public record IncomingDeploymentJson(
            String deployment,
            String creator,
            String environment,
            String task,
            String ref,
            String state,
            @Nullable String deploy,
            @Nullable String reason,
            String date) {}
}
