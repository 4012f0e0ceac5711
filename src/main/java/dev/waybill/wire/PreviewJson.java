package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if it were asked for; nothing did.
 *
 * @param sha null if the repository does not answer
 * @param live what is live; null if nothing is
 * @param changes what lies between what is live and the commit; null if the repository does not answer
 * @param position in the lane, from 1
 * @param blockers what would hold it back, or refuse it; empty if it would start at once
 * @param warnings what holds nothing back, and is worth knowing
 * @param commands the command lines, secrets masked
 * @param variables where each variable of the commands comes from, by name; never a value
 * @param estimatedDuration in seconds; null if none has succeeded there
 * @param appVersion of the configuration with which it would run
 * @param newestAppVersion of the configuration of now
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
