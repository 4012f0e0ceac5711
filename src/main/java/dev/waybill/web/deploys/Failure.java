package dev.waybill.web.deploys;

import dev.waybill.automation.Pause;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.StepProgress;
import dev.waybill.spi.HostState;
import dev.waybill.web.deploys.actions.Situation;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people want to know first about a deploy that failed.
 *
 * @param lastLines of the output of its command
 * @param drift another commit than the recorded one, which the system says is live; null if there is none
 * @param pause of the automatic deploys there; null if they are not paused
 * @param kept where its workspace stays; null if it does not
 * @param isMarked whether its app marks files that people want to know about, such as migrations
 */
public record Failure(
        Situation now,
        List<String> lastLines,
        @Nullable String drift,
        @Nullable Pause pause,
        @Nullable Kept kept,
        boolean isMarked) {
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

    private long count(HostState... states) {
        return deploy().report().hosts().values().stream()
                .filter(List.of(states)::contains)
                .count();
    }

    /** On how many hosts it failed; empty if none is known. */
    public String hosts() {
        var all = deploy().report().hosts().size();
        var failed = count(HostState.FAILED, HostState.UNREACHABLE);
        var pending = count(HostState.PENDING);
        return (failed == 0 ? "" : " on %d of %d hosts".formatted(failed, all))
                + (pending == 0 ? "" : "%s %d not reached".formatted(failed == 0 ? ", hosts:" : ",", pending));
    }

    /** Whether some hosts have its version, and others have not. */
    public boolean isMixed() {
        return count(HostState.OK) > 0 && count(HostState.FAILED, HostState.UNREACHABLE, HostState.PENDING) > 0;
    }
}
