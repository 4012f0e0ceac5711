package dev.waybill.web.queue;

import dev.waybill.access.Caller;
import dev.waybill.deploys.StepProgress;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.LockBlockers;
import dev.waybill.web.shown.Clearing;
import dev.waybill.web.shown.DeployRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A deploy that runs or waits.
 *
 * @param strip when it starts and ends
 * @param caller who looks
 * @param lack why the caller may not cancel it; empty if the caller may
 */
public record Entry(DeployRow row, Strip strip, Caller caller, String lack) {
    /** Below which heading it stands. */
    enum Kind {
        RUNNING,
        STARTS_BY_ITSELF,
        WAITS_FOR_SOMEBODY
    }

    Kind kind() {
        if (row.isRunning()) {
            return Kind.RUNNING;
        }
        return row.blockers().stream().anyMatch(Clearing::needsSomebody)
                ? Kind.WAITS_FOR_SOMEBODY
                : Kind.STARTS_BY_ITSELF;
    }

    boolean isMine() {
        return row.deploy().user().name().equals(caller.user().name());
    }

    boolean isClearable() {
        return row.blockers().stream()
                .anyMatch(it -> Clearing.needsSomebody(it) && Clearing.may(caller, row.deploy(), it));
    }

    /** The id of its element. */
    public String id() {
        return "deploy-" + row.deploy().id().value();
    }

    /** Why it waits; what needs somebody comes first. */
    public List<Hold> holds() {
        return Stream.of(true, false)
                .flatMap(needing -> row.blockers().stream().filter(it -> Clearing.needsSomebody(it) == needing))
                .map(it -> new Hold(it, Clearing.needsSomebody(it) && Clearing.may(caller, row.deploy(), it)))
                .toList();
    }

    /** The names of the steps that run. */
    public List<String> steps() {
        return row.deploy().report().steps().stream()
                .filter(step -> step.status().equals("in_progress"))
                .map(StepProgress::name)
                .toList();
    }

    /** The lock that holds it; empty if none does. */
    public Optional<String> lock() {
        return row.blockers().stream()
                .flatMap(it -> it instanceof LockBlockers.Locked locked ? Stream.of(locked.lock()) : Stream.empty())
                .findFirst()
                .map(lock -> "/locks#lock-" + lock.id());
    }

    /** Whether it waits for something that only its own page explains. */
    public boolean needsReview() {
        return kind() == Kind.WAITS_FOR_SOMEBODY;
    }

    /**
     * Something that holds it.
     *
     * @param isClearable whether the reader can end it
     */
    public record Hold(Blocker blocker, boolean isClearable) {}
}
