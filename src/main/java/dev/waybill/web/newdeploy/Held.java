package dev.waybill.web.newdeploy;

import dev.waybill.gates.Blocker;
import dev.waybill.gates.CheckBlockers;
import dev.waybill.gates.Gates;
import dev.waybill.gates.VersionBlockers;
import java.util.List;

/**
 * What holds a deploy that is not requested yet.
 *
 * @param mayForce whether the reader may skip checks
 */
public record Held(List<Blocker> blockers, boolean mayForce) {
    public Held {
        blockers = List.copyOf(blockers);
    }

    /** Such as {@code Two things hold it}. */
    public String title() {
        return switch (blockers.size()) {
            case 0 -> "Nothing holds it";
            case 1 -> "One thing holds it";
            case 2 -> "Two things hold it";
            default -> blockers.size() + " things hold it";
        };
    }

    /** Whether all of that ends without anybody. */
    public boolean clearsByItself() {
        return !blockers.isEmpty()
                && blockers.stream()
                        .allMatch(it -> it.until() != null || it.clearableBy().isEmpty());
    }

    private <T> boolean isAny(Class<T> kind) {
        return blockers.stream().anyMatch(kind::isInstance);
    }

    public boolean haveChecksFailed() {
        return isAny(CheckBlockers.CheckFailed.class);
    }

    /** Whether skipping the checks would help, and the reader may. */
    public boolean canForce() {
        return mayForce
                && blockers.stream()
                        .anyMatch(it -> it instanceof CheckBlockers.CheckBlocker check
                                && !check.check().requirement().isAlways());
    }

    public boolean needsReason() {
        return isAny(VersionBlockers.ReasonNeeded.class);
    }

    /** Whether it would wait rather than start. */
    public boolean waits() {
        return blockers.stream()
                .anyMatch(it -> !Gates.refusesRequest(it, true)
                        && !(it instanceof CheckBlockers.CheckBlocker && haveChecksFailed()));
    }
}
