package dev.waybill.web.deploys;

import dev.waybill.automation.Pause;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.StepProgress;
import dev.waybill.spi.HostState;
import dev.waybill.web.deploys.actions.Situation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people want to know first about a deploy that failed.
 *
 * @param lastLines of the output of its command
 * @param drift another commit than the recorded one, which the system says is live; null if there is none
 * @param pause of the automatic deploys there; null if they are not paused
 * @param kept where its workspace stays; null if it does not
 */
public record Failure(
        Situation now,
        List<String> lastLines,
        @Nullable String drift,
        @Nullable Pause pause,
        @Nullable Kept kept) {
    /** A workspace that stays for people to look at. */
    public record Kept(String node, String name) {}

    private Deploy deploy() {
        return now.deploy();
    }

    /** The step that failed; empty if that is not known. */
    public String step() {
        return deploy().report().steps().stream()
                .filter(step -> step.status().equals("failed"))
                .map(StepProgress::name)
                .reduce("", (_, last) -> last);
    }

    /** What happened to it, such as {@code timed out}. */
    public String end() {
        return deploy().state() instanceof Deploy.Finished finished
                ? switch (finished.outcome()) {
                    case TIMED_OUT -> "timed out";
                    case INTERRUPTED -> "was interrupted";
                    case CANCELLED -> "was cancelled";
                    case FAILED, SUCCEEDED, SUPERSEDED -> "failed";
                }
                : "";
    }

    /** Whether somebody has cancelled it, so that nothing broke. */
    public boolean isCancelled() {
        return end().equals("was cancelled");
    }

    /** The names of the steps that were not reached. */
    public String notReached() {
        return deploy().report().steps().stream()
                .filter(step -> step.status().equals("skipped"))
                .map(StepProgress::name)
                .collect(Collectors.joining(", "));
    }

    /** The hosts on which it did not succeed. */
    public List<Map.Entry<String, HostState>> failedHosts() {
        return deploy().report().hosts().entrySet().stream()
                .filter(host -> host.getValue() != HostState.OK)
                .toList();
    }

    /** Whether some hosts have its version, and others have not. */
    public boolean isMixed() {
        return deploy().report().hosts().containsValue(HostState.OK)
                && !failedHosts().isEmpty();
    }
}
