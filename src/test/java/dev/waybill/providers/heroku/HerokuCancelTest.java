package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deploy is cancelled while Heroku is asked for something. */
class HerokuCancelTest extends HerokuFixture {
    private String cancelledAt(PlayedDeploy deploy, String request) throws Exception {
        heroku.onRequest = what -> {
            if (what.matches(request)) {
                deploy.cancel();
            }
        };
        assertThat(play(deploy)).isEqualTo(new Result.Cancelled());
        heroku.onRequest = _ -> {};
        provider(deploy).cancel(deploy);
        return deploy.log.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /apps/shop/releases", "GET /apps/shop/slugs/.*", "GET /apps/shop/builds", "POST /sources"})
    void beforeTheBuild_nothingIsBegun_norSaid(String request) throws Exception {
        assertThat(cancelledAt(deploy(Map.of()), request)).doesNotContain("build", "continue");
        assertThat(shop.builds).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /apps/shop/builds", "GET /apps/shop/builds/.*", "GET /streams/.*"})
    void build_isStopped_alsoIfItsIdIsNotKnownYet(String request) throws Exception {
        shop.looksAtBuild = 9;

        assertThat(cancelledAt(deploy(Map.of()), request)).endsWith(">> the build at Heroku was stopped\n");
        assertThat(shop.builds).hasSize(1);
        assertThat(shop.live()).isEqualTo("b".repeat(40));
    }

    @Test
    void buildThatCannotBeStopped_isSaid() throws Exception {
        shop.stopsBuilds = false;

        assertThat(cancelledAt(deploy(Map.of()), "POST /apps/shop/builds"))
                .contains("what was started at Heroku may continue, and release the commit")
                .contains("HTTP 422: The build cannot be cancelled.");
    }

    @Test
    void buildThatIsSeenLate_isStopped() throws Exception {
        shop.looksAtBuild = 9;
        shop.looksBeforeShown = 3;

        assertThat(cancelledAt(deploy(Map.of()), "POST /apps/shop/builds"))
                .endsWith(">> the build at Heroku was stopped\n");
        assertThat(shop.live()).isEqualTo("b".repeat(40));
    }

    @Test
    void buildThatIsNeverSeen_isSaid() throws Exception {
        shop.looksBeforeShown = Integer.MAX_VALUE;

        assertThat(cancelledAt(deploy(Map.of()), "POST /apps/shop/builds"))
                .endsWith(">> Heroku was asked to build the commit and does not show the build; should it appear there,"
                        + " cancel it there\n");
    }

    @Test
    void releasePhase_goesOn() throws Exception {
        shop.releaseEnds = "succeeded";
        shop.looksAtRelease = 9;

        assertThat(cancelledAt(deploy(Map.of()), "GET /apps/shop/releases/.*"))
                .endsWith(
                        ">> the release phase of Heroku release v2 cannot be stopped; if it succeeds, that release is live\n");
    }

    @Test
    void releaseThatIsLive_isSaid() throws Exception {
        assertThat(cancelledAt(deploy(Map.of()), "GET /apps/shop/releases/.*"))
                .endsWith(">> Heroku release v2 is live; roll back if it should not be\n");
    }

    @Test
    void rollbackAndPromotion_goOn() throws Exception {
        heroku.app("staging").released(sha);
        shop.looksBeforeShown = 2;
        assertThat(cancelledAt(deploy(Map.of("promote_from", "staging")), "POST /pipeline-promotions"))
                .endsWith(">> Heroku release v2 is live; roll back if it should not be\n");
        assertThat(cancelledAt(rollback(Map.of()), "POST /apps/shop/releases"))
                .endsWith(">> Heroku release v3 is live; roll back if it should not be\n");
    }

    @Test
    void releaseThatIsNeverSeen_isSaid() throws Exception {
        shop.released(sha);
        shop.looksBeforeShown = Integer.MAX_VALUE;

        assertThat(cancelledAt(rollback(Map.of()), "POST /apps/shop/releases"))
                .endsWith(">> a release that was requested may continue at Heroku, and cannot be stopped\n");
    }
}
