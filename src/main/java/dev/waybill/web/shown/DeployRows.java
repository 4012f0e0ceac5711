package dev.waybill.web.shown;

import dev.waybill.artifacts.Artifact;
import dev.waybill.artifacts.Artifacts;
import dev.waybill.checks.CheckDetails;
import dev.waybill.deploys.Deploy;
import dev.waybill.lanes.Outlook;
import dev.waybill.lookups.CommitChecks;
import dev.waybill.origins.Links;
import dev.waybill.origins.Origins;
import dev.waybill.registrations.Registration;
import dev.waybill.registrations.Registrations;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepares deploys for pages. Thread-safe. */
public final class DeployRows {
    private final Outlook outlook;
    private final Registrations registrations;
    private final CommitChecks checks;
    private final Origins origins;
    private final Artifacts artifacts;
    private final Time time;

    public DeployRows(
            Outlook outlook,
            Registrations registrations,
            CommitChecks checks,
            Origins origins,
            Artifacts artifacts,
            Time time) {
        this.outlook = outlook;
        this.registrations = registrations;
        this.checks = checks;
        this.origins = origins;
        this.artifacts = artifacts;
        this.time = time;
    }

    public Instant now() {
        return time.now();
    }

    public DeployRow of(Deploy deploy) {
        return all(List.of(deploy)).getFirst();
    }

    /** What the code host of its repository knows about a deploy. */
    public Optional<Registration> registration(Deploy deploy) {
        return registrations.of(deploy.id());
    }

    public List<CheckDetails> checks(Deploy deploy) {
        return checks.ofDeploy(deploy);
    }

    public List<Artifact> artifacts(Deploy deploy) {
        return artifacts.list(deploy.id());
    }

    /** How long each of its steps usually takes, by name; empty once it has ended. */
    public Map<String, Duration> usualSteps(Deploy deploy) {
        return deploy.state() instanceof Deploy.Finished || !deploy.isDeploy()
                ? Map.of()
                : outlook.usualSteps(deploy.lane());
    }

    /** The pages of its app's commits at the code host. */
    public Links links(Deploy deploy) {
        return origins.links(deploy.app(), deploy.appName(), deploy.newestAppVersion());
    }

    public List<DeployRow> all(List<Deploy> all) {
        var now = now();
        var waiting = outlook.waiting(all);
        return all.stream()
                .map(deploy -> new DeployRow(deploy, waiting.get(deploy.id()), usual(deploy), now))
                .toList();
    }

    private @Nullable Duration usual(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running
                ? outlook.usualDuration(deploy.lane()).orElse(null)
                : null;
    }
}
