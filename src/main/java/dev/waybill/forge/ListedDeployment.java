package dev.waybill.forge;

import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as a code host lists it. Whoever may write to the repository has chosen its texts.
 *
 * @param key the key with which a Waybill server registered it; null if it was created by others
 * @param app the app for which it is, if its payload names one; null if it does not
 * @param creator the user name there; null if that is not known
 * @param sha null if it is none
 * @param description one line; null if there is none
 * @param payload its fields that are text, numbers, true or false
 * @param createdAt by the clock of this server
 */
public record ListedDeployment(
        long id,
        @Nullable String key,
        @Nullable String app,
        @Nullable String creator,
        @Nullable Sha sha,
        String ref,
        String task,
        String environment,
        @Nullable String description,
        Map<String, Object> payload,
        Instant createdAt) {
    public ListedDeployment {
        payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
    }
}
