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
 * What a request would do now.
 *
 * @param ref as it would be displayed
 * @param sha null if the repository does not respond
 * @param live the deploy that is live; null if nothing is
 * @param position in the lane, from 1
 * @param blockers what would block or refuse it; empty if it would start at once
 * @param warnings sentences that people should read, although they block nothing
 * @param commands the command lines, secrets masked; empty while there is no sha
 * @param variables the origin of each variable of the commands, by name
 * @param usual how long a deploy of this lane usually takes; null if none has succeeded
 * @param appVersion the version of the configuration that it would use
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
