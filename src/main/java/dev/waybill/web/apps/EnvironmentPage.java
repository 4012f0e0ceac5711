package dev.waybill.web.apps;

import dev.waybill.apps.App;
import dev.waybill.deploys.Judgement;
import dev.waybill.vcs.Sha;
import dev.waybill.watches.Freshness;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.shown.DeployRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of an environment of an app.
 *
 * @param history what went live, newest first
 * @param quarantined the newest ones
 * @param more how many quarantined versions are not shown
 * @param ref its default ref, as people know it
 * @param freshness how well that is known; null if it cannot change
 * @param objection why the reader cannot deploy there; empty if they can
 */
public record EnvironmentPage(
        App app,
        Stop stop,
        List<DeployRow> history,
        List<Bad> quarantined,
        int more,
        Next next,
        List<Variable> variables,
        String ref,
        @Nullable Freshness freshness,
        String objection,
        Instant now,
        String url) {
    /**
     * A quarantined version.
     *
     * @param path of the page on which it is judged; empty if no deploy of it is known
     */
    public record Bad(Sha sha, Judgement judgement, String path) {}

    public String path() {
        return stop.path();
    }

    public String name() {
        return app.name() + "/" + stop.environment();
    }

    /** Whether something is deployed there automatically, or was switched off. */
    public boolean isAutomatic() {
        return app.config().environment(stop.environment()).auto() != null;
    }

    /** Whether people, or a failure, keep automation from deploying there. */
    public boolean isStopped() {
        return !stop.auto().icon().equals("zap");
    }

    /** How often its repository is looked at; empty if it is not, or does not answer. */
    public Optional<String> pace() {
        return Optional.ofNullable(freshness)
                .filter(it -> it.isSeen() && it.seenAt() != null && it.nextAt() != null)
                .map(it -> words(Duration.between(it.seenAt(), it.nextAt())));
    }

    private static String words(Duration pause) {
        return pause.toMinutes() > 1 ? pause.toMinutes() + "\u00a0min" : Math.max(1, pause.toSeconds()) + "\u00a0s";
    }

    /** How long a deploy usually takes there; empty if none has succeeded. */
    public Optional<String> usual() {
        return Optional.ofNullable(stop.state().usual()).map(Ages::inWords);
    }
}
