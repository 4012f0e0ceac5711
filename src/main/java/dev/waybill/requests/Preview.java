package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Lane;
import dev.waybill.gates.Blocker;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if something were asked for now.
 *
 * @param ref as it would be shown
 * @param sha null if the repository does not answer
 * @param live the deploy that is live; null if nothing is
 * @param position in the lane, from 1
 * @param blockers what would hold it back, or refuse it; empty if it would start at once
 * @param warnings what holds nothing back, and is worth knowing; sentences
 * @param commands the command lines, secrets masked; empty while there is no sha
 * @param variables where each variable of the commands comes from, by name
 * @param usual how long a deploy of this lane takes; null if none has succeeded
 * @param appVersion of the configuration with which it would run
 * @param cancels the running deploy that would be cancelled; null for none
 */
public record Preview(
        String app,
        Lane lane,
        String ref,
        @Nullable Sha sha,
        @Nullable Deploy live,
        int position,
        List<Blocker> blockers,
        List<String> warnings,
        List<String> commands,
        Map<String, String> variables,
        @Nullable Duration usual,
        int appVersion,
        int newestAppVersion,
        @Nullable Deploy cancels) {}
