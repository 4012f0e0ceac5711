package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code host of an app, and what its credential can do there.
 *
 * @param contexts the checks that a deploy needs; null for all that were reported
 * @param incoming the deployments that others create there; null if the app accepts none
 */
public record ForgeJson(
        String host,
        String repository,
        @Nullable List<String> contexts,
        boolean required,
        List<AbilityJson> abilities,
        @Nullable IncomingJson incoming) {
    /**
     * @param state {@code allowed}, {@code refused} or {@code unknown}
     * @param setting the setting that needs it, and is off by default; null for none
     */
    public record AbilityJson(
            String what,
            String state,
            boolean needed,
            @Nullable String setting,
            @Nullable String advice) {}
}
