package dev.waybill.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deploy as a provider sees it.
 *
 * @param id the id of the deploy on the API, digits
 * @param number counts the deploys of this app and environment, from 1; 0 before it is allotted
 * @param task what is done; {@code deploy} unless asked otherwise
 * @param ref what was asked for
 * @param sha 40 hex digits; null while the repository has not answered
 * @param previousSha what was live before; null if nothing was
 * @param isRollback it goes back to what was live before
 * @param user the name of the one who asked
 * @param url where this server is reached
 * @param sshKey the file of the key that opens the repository; null if the app names none
 * @param params as the one who asked gave them
 * @param settings the app's {@code provider_config}, as its owner wrote it
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
        Map<String, Object> settings) {
    public DeployInfo {
        params = Map.copyOf(params);
        settings = Map.copyOf(settings);
    }
}
