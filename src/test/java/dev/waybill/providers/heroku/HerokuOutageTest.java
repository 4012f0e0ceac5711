package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.providers.heroku.FakeHeroku.Bad;
import dev.waybill.spi.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heroku is out of reach, or refuses to say how it gets on, while something goes on there. */
class HerokuOutageTest extends HerokuFixture {
    private static final String BUILD = "GET /apps/shop/builds/.*";

    private void next(String request, int status, int times) {
        for (var i = 0; i < times; i++) {
            heroku.next(new Bad(request, status, Map.of(), "{}", false));
        }
    }

    private static long said(PlayedDeploy deploy) {
        return deploy.log
                .toString()
                .lines()
                .filter(it -> it.contains("asked again"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {BUILD, "GET /apps/shop/releases/.*"})
    void outage_isWaitedFor_withALineNowAndThen(String request) throws Exception {
        next(request, 503, 40);
        var deploy = deploy(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());
        assertThat(said(deploy)).isBetween(9L, 12L);
    }

    @Test
    void outageDuringAPromotion_isWaitedFor() throws Exception {
        heroku.app("staging").released(sha);
        next("GET /pipeline-promotions/.*", 503, 40);

        assertThat(play(deploy(Map.of("promote_from", "staging")))).isEqualTo(new Result.Succeeded());
    }

    @Test
    void outageUntilTheTimeLimit_saysWhatMayGoOn() throws Exception {
        next(BUILD, 503, 100);
        var deploy = deploy(Map.of("timeout", 1800));

        assertThat(play(deploy)).isEqualTo(new Result.TimedOut("the step exceeded its time limit of 1800 s"));
        assertThat(deploy.log.toString())
                .contains(">> what was started at Heroku may continue, and release the commit: Heroku has trouble");
    }

    @Test
    void refusalDuringABuild_endsTheDeploy_andTheBuild() throws Exception {
        shop.looksAtBuild = Integer.MAX_VALUE;
        next(BUILD, 403, 1);
        var deploy = deploy(Map.of());

        assertThat(play(deploy).toString()).contains("the token does not allow");
        assertThat(deploy.log.toString()).endsWith(">> the build at Heroku was stopped\n");
    }

    @Test
    void outageDuringTheRequest_endsTheDeploy_andTheBuildThatBegan() throws Exception {
        shop.looksAtBuild = Integer.MAX_VALUE;
        heroku.next(new Bad("POST /apps/shop/builds", 503, Map.of(), "", true));
        heroku.onRequest = what -> {
            if (what.equals("POST /apps/shop/builds")) {
                next("GET /apps/shop/builds", 503, 8);
            }
        };
        var deploy = deploy(Map.of());

        assertThat(play(deploy).toString()).contains("Heroku has trouble");
        assertThat(deploy.log.toString()).endsWith(">> the build at Heroku was stopped\n");
        assertThat(shop.builds).hasSize(1);
    }

    @Test
    void verdict_isAllThatIsSaid() throws Exception {
        shop.buildEnds = "failed";
        var deploy = deploy(Map.of());

        play(deploy);

        assertThat(deploy.log.toString()).doesNotContain("continue", "stopped");
    }
}
