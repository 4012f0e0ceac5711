package dev.waybill.sightings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.access.User;
import dev.waybill.access.UserId;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.Rank;
import dev.waybill.deploys.Report;
import dev.waybill.sightings.Sighting.Acknowledgement;
import dev.waybill.sightings.Sighting.Drift;
import dev.waybill.spi.Live;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String KNOWN = "b".repeat(40);
    private static final String OTHER = "c".repeat(40);
    private static final Drift DRIFT = new Drift(new DeployId(1), KNOWN, NOW, new Acknowledgement("ann", NOW));

    @Test
    void acknowledgement_isOfOneCommit_evenIfAnotherWasSeenWhileSomethingRan() {
        var running = new State(recorded(), true, seen(KNOWN));
        assertThat(running.drift(running, live(OTHER), NOW)).isEqualTo(DRIFT);

        var quiet = new State(recorded(), false, seen(OTHER));
        assertThat(quiet.drift(quiet, live(OTHER), NOW)).isEqualTo(new Drift(new DeployId(1), OTHER, NOW, null));
        assertThat(quiet.drift(quiet, live(KNOWN), NOW)).isEqualTo(DRIFT);
    }

    private static Sighting seen(String sha) {
        return new Sighting(NOW, null, NOW, live(sha), DRIFT);
    }

    private static Live live(String sha) {
        return new Live("v2", sha, null, null, null);
    }

    private static Deploy recorded() {
        var ann = new User(new UserId(1), "ann", NOW);
        return new Deploy(
                new DeployId(1),
                new AppId(1),
                "shop",
                "production",
                1,
                Deploy.DEPLOY,
                "main",
                "main",
                new Sha("a".repeat(40)),
                null,
                ann,
                "ann",
                Door.API,
                Rank.MANUAL,
                false,
                null,
                Map.of(),
                1,
                1,
                false,
                null,
                List.of(),
                null,
                null,
                Report.NONE,
                null,
                NOW,
                new Deploy.Finished(NOW, NOW, Outcome.SUCCEEDED, null),
                3);
    }
}
