package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.api.ApiFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What time alone changes about checks. */
@Tag("processes")
class ChecksInTimeTest extends ApiFixture {
    private static final int ENVIRONMENTS = Integer.getInteger("waybill.environments", 40);

    private CheckHost host;
    private CheckedApps apps;

    @BeforeEach
    final void open() throws Exception {
        host = new CheckHost();
        apps = new CheckedApps(client, repository, host);
    }

    @AfterEach
    final void closeHost() {
        host.close();
    }

    @Test
    void failedCheck_isAskedAgain_whenThePersonAsksAgain() throws Exception {
        host.answers(418);
        apps.app("repaired", apps.http());
        apps.request("repaired", Map.of());
        host.answers(200);
        server.time().pass(Duration.ofSeconds(1));

        assertThat(apps.outcome(apps.waiting("repaired"))).isEqualTo("succeeded");
    }

    @Test
    void failedCheck_isAskedOnceASecond_howeverManyPeopleAsk() throws Exception {
        host.answers(418);
        apps.app("popular", apps.http());
        var began = server.time().now();
        var requests = Collections.nCopies(40, (Callable<Client.Answer>) () -> apps.request("popular", Map.of()));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(requests)) {
                assertThat(answer.get().status()).isEqualTo(400);
            }
        }

        var seconds = Duration.between(began, server.time().now()).toSeconds();
        assertThat(host.asked()).hasSizeLessThanOrEqualTo((int) seconds + 2);
        assertThat(host.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void check_isGivenUp_afterTheTimeThatItSays() throws Exception {
        host.answers(404);
        apps.app("never", apps.http("name", "ci", "give_up_after", "2h"));

        var deploy = apps.waiting("never");
        server.time().pass(Duration.ofHours(3));
        client.awaitEnd(deploy);
        var ended = client.show(deploy);

        assertThat(ended.get("outcome").asString()).isEqualTo("failed");
        assertThat(ended.get("message").asString()).startsWith("gave up after 2h: [http] answered 404");
    }

    @Test
    void age_isWaitedFor() throws Exception {
        apps.app("young", Map.of("type", "age", "config", Map.of("min", "5d")));

        var deploy = apps.waiting("young");
        apps.configure("young", List.of(Map.of("type", "age", "config", Map.of("min", "1s"))));

        assertThat(deploy.at("/blockers/0/message").asString()).startsWith("[age] less than 5d old until");
        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void checksOfManyEnvironments_areNotAskedOneByOne() throws Exception {
        host.answers(202);
        apps.app("wide", Map.of("type", "http", "config", Map.of("url", host.url() + "{env}")));
        for (var i = 0; i < ENVIRONMENTS; i++) {
            client.post("/api/0/deploys/", Map.of("app", "wide", "env", "e" + i));
        }

        host.hangs();
        server.time().pass(Duration.ofSeconds(31));
        while (host.mostAtOnce() < 10) {
            Pause.briefly();
        }

        assertThat(host.asked().stream().distinct()).hasSize(ENVIRONMENTS);
    }
}
