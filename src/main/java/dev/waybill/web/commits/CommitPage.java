package dev.waybill.web.commits;

import dev.waybill.deploys.Deploy;
import dev.waybill.gates.Blocker;
import dev.waybill.lookups.Whereabouts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A commit.
 *
 * @param links its pages at code hosts, by app
 */
public record CommitPage(Whereabouts found, Map<String, String> links, Instant now) {
    /** The environments of each app of which there is something to say. */
    public Map<String, List<Whereabouts.Place>> apps() {
        return found.places().stream()
                .filter(this::isConcerned)
                .collect(Collectors.groupingBy(Whereabouts.Place::app, LinkedHashMap::new, Collectors.toList()));
    }

    /** All others. */
    public List<Whereabouts.Place> others() {
        return found.places().stream().filter(place -> !isConcerned(place)).toList();
    }

    private boolean isConcerned(Whereabouts.Place place) {
        return place.broughtBy() != null
                || place.next() != null
                || place.rolledBack() != null
                || place.judgement() != null
                || !place.held().isEmpty();
    }

    /** Such as {@code live in 2 of 3 environments}. */
    public String summary() {
        var live = found.places().stream().filter(it -> it.broughtBy() != null).count();
        return live == 0
                ? "Live nowhere"
                : "Live in %d of %d environments".formatted(live, found.places().size());
    }

    /** What holds it where it is not live. */
    public List<Blocker> blockers(Whereabouts.Place place) {
        return place.waiting() == null ? place.held() : place.waiting().blockers();
    }

    /** When a deploy ended, or else started or was requested. */
    public Instant since(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> deploy.createdAt();
            case Deploy.Running running -> running.since();
            case Deploy.Finished finished -> finished.at();
        };
    }

    /** Whether a deploy runs. */
    public boolean isRunning(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running;
    }
}
