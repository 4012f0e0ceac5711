package dev.waybill.checks;

import java.time.Instant;
import java.util.Optional;

/** A check that is required of a commit, and what is known about it. */
public record Checked(Requirement requirement, Standing standing) {
    public String name() {
        return requirement.name();
    }

    public boolean hasPassed() {
        return standing.hasPassed();
    }

    /**
     * When the deploy of a commit gives up; empty for never.
     *
     * @param requested when the deploy was requested
     */
    public Optional<Instant> givesUpAt(Instant requested) {
        var from = requested.isAfter(standing.since()) ? requested : standing.since();
        return hasPassed() ? Optional.empty() : requirement.givesUpAfter().map(from::plus);
    }
}
