package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request would do; nothing was changed.
 *
 * @param sha null if the repository does not respond
 * @param live what is live; null if nothing is
 * @param changes the changes between the live version and the commit; null if the repository does not respond
 * @param position in the lane, from 1
 * @param blockers what would block or refuse it; empty if it would start at once
 * @param warnings sentences that people should read, although they block nothing
 * @param commands the command lines, secrets masked
 * @param variables the origin of each variable of the commands, by name; never a value
 * @param estimatedDuration in seconds; null if none has succeeded there
 * @param appVersion the version of the configuration that it would use
 * @param newestAppVersion the present version of the configuration
 * @param cancels the name of the running deploy that would be cancelled; null for none
 */
public record PreviewJson(
        String app,
        String environment,
        String ref,
        @Nullable String sha,
        @Nullable ReleaseJson live,
        @Nullable ChangesJson changes,
        int position,
        List<BlockerJson> blockers,
        List<String> warnings,
        List<String> commands,
        Map<String, String> variables,
        @Nullable Double estimatedDuration,
        int appVersion,
        int newestAppVersion,
        @Nullable String cancels) {}
