package dev.waybill.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider's view of a deploy.
 *
 * @param id the id of the deploy in the API, digits
 * @param number its number among the deploys of this app and environment, from 1; 0 before it is allotted
 * @param task {@code deploy}, or another task of the app
 * @param ref the requested ref
 * @param sha 40 hex digits; null until the repository has answered
 * @param previousSha the commit that was live before; null if there was none
 * @param isRollback whether it is a rollback
 * @param user the name of the requester
 * @param url the server's public URL
 * @param sshKey the file of the repository's SSH key; null if the app has none
 * @param params the parameters of the request
 * @param hosts the only hosts to deploy to; empty for all. Never anything else if {@link Provider#hosts} is empty
 * @param settings the {@code provider_config} of the app in this environment, as configured
 */
public record DeployInfo(
        String id,
        String app,
        String environment,
        int number,
        String task,
        String ref,
        @Nullable String sha,
        @Nullable String previousSha,
        boolean isRollback,
        String user,
        String url,
        @Nullable String sshKey,
        Map<String, String> params,
        List<String> hosts,
        Map<String, Object> settings) {
    public DeployInfo {
        params = Map.copyOf(params);
        hosts = List.copyOf(hosts);
        settings = Map.copyOf(settings);
    }
}
