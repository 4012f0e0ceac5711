package dev.waybill.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Drivers of which nothing is heard. */
class SilencesTest extends SharedServer {
    private DrivingClient started(String app) throws Exception {
        client.app(app, repository, "true");
        return DrivingClient.started(client, app);
    }

    /** Lets that much time pass, and looks before and after it. */
    private void pass(Duration time) {
        look();
        server.time().pass(time);
        look();
    }

    private void look() {
        server.engine().running().driving().silences().look();
    }

    @Test
    void silence_isShown_andEndsWhenTheDriverIsHeardAgain() throws Exception {
        var driving = started("pauses").begun();
        var waiting = client.deploy("pauses", "");

        pass(Silences.SILENT_AFTER);
        var silent = driving.show();
        var blockers = client.show(waiting).get("blockers").toString();
        pass(Silences.GIVEN_UP_AFTER.minus(Silences.SILENT_AFTER).minusSeconds(1));
        driving.send(0, "back\n");
        var heard = driving.show();
        pass(Silences.SILENT_AFTER.minusSeconds(1));
        driving.exit(0, 5);

        assertThat(silent.at("/external/place").asString()).isEqualTo("host build7, process 4711");
        assertThat(silent.at("/external/silentSince").isString()).isTrue();
        assertThat(blockers).contains("DRIVER_SILENT", "nothing was heard of host build7, process 4711");
        assertThat(heard.at("/external/silentSince").isNull()).isTrue();
        assertThat(driving.show().get("outcome").asString()).isEqualTo("succeeded");
        assertThat(driving.log())
                .contains("nothing was heard of host build7, process 4711 for 60 s", "process 4711 is heard again");
        client.awaitEnd(waiting);
    }

    @Test
    void deploy_isInterrupted_whenItsDriverIsSilentForTooLong() throws Exception {
        var driving = started("vanishes").begun();
        driving.send(0, "half");

        pass(Silences.GIVEN_UP_AFTER);
        var late = driving.send(4, " of it");
        var exit = driving.exit(0, 4);

        assertThat(driving.show().get("outcome").asString()).isEqualTo("interrupted");
        assertThat(driving.show().get("message").asString())
                .contains("host build7, process 4711", "may still be running there");
        assertThat(late.json().get("error_name").asString()).isEqualTo("deploy_ended");
        assertThat(exit.status()).isEqualTo(409);
        assertThat(driving.output()).isEqualTo("half");
    }

    @Test
    void deploy_isInterrupted_whenNobodyComesToRunItsCommand() throws Exception {
        var driving = started("forgets");

        pass(Silences.SILENT_AFTER);
        var late = driving.begin();

        assertThat(driving.show().get("outcome").asString()).isEqualTo("interrupted");
        assertThat(driving.show().get("message").asString()).contains("was not started");
        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    void kill_endsTheDeployOfASilentDriver() throws Exception {
        var driving = started("killed").begun();

        driving.post("kill/");
        look();
        var before = driving.show().get("outcome").isNull();
        pass(Silences.SILENT_AFTER);

        assertThat(before).isTrue();
        assertThat(driving.show().get("outcome").asString()).isEqualTo("cancelled");
    }
}
