package dev.waybill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.ShopAtGitHub;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks about checks for which deploys wait; once for each database. */
@Tag("processes")
abstract class WebhookChecksContract extends ShopAtGitHub {
    private static final int DOUBLINGS = 4;
    private static final Duration LATER = Duration.ofSeconds(6);
    /** When it would be asked anyway is later. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Override
    protected final String settings() throws Exception {
        var secret = Files.writeString(directory.resolve("hook"), WebhooksFixture.SECRET);
        return "deploy: 'true', via: github, github: {repo: %s, contexts: [ci/slow], webhook_secret: {file: '%s'}}"
                .formatted(FakeGitHub.REPOSITORY, secret);
    }

    private int asked() throws Exception {
        return github.requests("GET .*" + sha()).size();
    }

    /** Until it is asked every half a minute. Time passes again and again, because an answer counts only once it is recorded. */
    private void awaitBoredom() throws Exception {
        server.time().pass(Duration.ofMinutes(11));
        for (var i = 0; i < DOUBLINGS; i++) {
            for (var wanted = asked() + 1; asked() < wanted; ) {
                server.time().pass(Duration.ofSeconds(31));
                for (var j = 0; asked() < wanted && j < 50; j++) {
                    Pause.briefly();
                }
            }
        }
    }

    @Test
    void check_isAskedAtOnce_whenItHasPassed() throws Exception {
        github.checkRun(sha(), "ci/slow", "in_progress", null);
        var deploy = client.deploy("shop", "");
        awaitBoredom();
        server.time().pass(LATER);
        github.green(sha(), "ci/slow");
        var began = server.time().now();

        new Signing(client).github("check_run", WebhooksFixture.SECRET, Signing.in(FakeGitHub.REPOSITORY));
        client.awaitEnd(deploy);

        assertThat(Duration.between(began, server.time().now())).isLessThan(SOON);
    }

    @Test
    void manyWebhooks_askNoMoreOften() throws Exception {
        github.checkRun(sha(), "ci/slow", "in_progress", null);
        client.deploy("shop", "");
        var began = server.time().now();
        var asked = asked();
        for (var i = 0; i < 100; i++) {
            new Signing(client).github("check_run", WebhooksFixture.SECRET, Signing.in(FakeGitHub.REPOSITORY));
        }

        var rounds = Duration.between(began, server.time().now()).toSeconds() / 5 + 2;
        assertThat(asked() - asked).isLessThanOrEqualTo((int) rounds * 2);
    }
}
