package dev.waybill.web;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    Instant now() {
        return time.now();
    }

    DeployRow of(Deploy deploy) {
        return DeployRow.of(deploy, outlook.waiting(deploy), now());
    }

    /** What the code host of its repository knows about a deploy. */
    Optional<Registration> registration(Deploy deploy) {
        return registrations.of(deploy.id());
    }

    List<CheckDetails> checks(Deploy deploy) {
        return checks.ofDeploy(deploy);
    }

    List<Artifact> artifacts(Deploy deploy) {
        return artifacts.list(deploy.id());
    }

    /** The pages of its app's commits at the code host. */
    Links links(Deploy deploy) {
        return origins.links(deploy.app(), deploy.appName(), deploy.newestAppVersion());
    }

    List<DeployRow> all(List<Deploy> all) {
        var now = now();
        var waiting = outlook.waiting(all);
        return all.stream()
                .map(deploy -> DeployRow.of(deploy, Optional.ofNullable(waiting.get(deploy.id())), now))
                .toList();
    }
}
