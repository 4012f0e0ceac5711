package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deploys by the Platform API. */
class HerokuProviderTest extends HerokuFixture {
    private static final String BUILD_OUTPUT = "-----> Building\n-----> Done: é\n       Launching...\n";
    private static final String PHASE_OUTPUT = "migrating\nmigrated\n";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deploy_buildsTheCommit_andFollowsItsRelease(boolean isFir, @TempDir Path directory) throws Exception {
        shop.isFir = isFir;
        shop.releaseEnds = "succeeded";
        var deploy = deploy(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());

        assertThat(shop.live()).isEqualTo(sha);
        assertThat(deploy.notes).containsExactly("Heroku release v2");
        assertThat(deploy.begun).containsExactly("archive", "build", "release");
        assertThat(deploy.log.toString())
                .isEqualTo(">> Heroku release v1 is live at shop: Deploy bbbbbbbb\n" + BUILD_OUTPUT + PHASE_OUTPUT);
        var archive = Files.write(directory.resolve("source.tar.gz"), heroku.archive());
        var tar = new ProcessBuilder("tar", "tzf", archive.toString()).start();
        assertThat(tar.inputReader().readAllLines()).containsExactly("readme");
    }

    @Test
    void somebodyElsesRelease_isSaid() throws Exception {
        shop.released("c".repeat(40));
        var deploy = deploy(Map.of());

        play(deploy);

        assertThat(deploy.log.toString())
                .contains(">> warning: the app runs %s, but the last deploy here was %s"
                        .formatted("c".repeat(40), "b".repeat(40)));
    }

    @Test
    void buildThatFails_failsTheDeploy() throws Exception {
        shop.buildEnds = "failed";
        var deploy = deploy(Map.of());

        assertThat(play(deploy))
                .isEqualTo(new Result.Failed("the build at Heroku has failed; its output in the log says why"));
        assertThat(deploy.log.toString()).endsWith(BUILD_OUTPUT);
    }

    @Test
    void releasePhaseThatFails_failsTheDeploy_thoughTheBuildSucceeded() throws Exception {
        shop.releaseEnds = "failed";
        var deploy = deploy(Map.of());

        assertThat(play(deploy).toString()).contains("Heroku release v2 has failed in its release phase");
        assertThat(shop.live()).isEqualTo("b".repeat(40));
        assertThat(deploy.notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollback_releasesTheOldImage_withoutABuild_andWithTheConfigVarsOfNow(boolean isFir) throws Exception {
        shop.isFir = isFir;
        shop.configVars.put("LEVEL", "old");
        shop.released(sha);
        shop.configVars.put("LEVEL", "new");
        shop.released("c".repeat(40));
        var deploy = rollback(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());

        assertThat(shop.live()).isEqualTo(sha);
        assertThat(shop.configVars).containsEntry("LEVEL", "new");
        assertThat(shop.builds).isEmpty();
        assertThat(shop.releases.getLast()).containsEntry("description", "Rollback to v2");
        assertThat(deploy.notes).containsExactly("Heroku release v4");
    }

    @Test
    void rollback_builds_ifHerokuDoesNotSayWhatReleasesRun() throws Exception {
        shop.tellsImages = false;
        shop.configVars.put("LEVEL", "old");
        shop.released(sha);
        shop.configVars.put("LEVEL", "new");
        shop.released("c".repeat(40));

        assertThat(play(rollback(Map.of()))).isEqualTo(new Result.Succeeded());

        assertThat(shop.configVars).containsEntry("LEVEL", "new");
        assertThat(shop.builds).hasSize(1);
    }

    @Test
    void promotion_goesByDescriptions_ifHerokuDoesNotSayWhatReleasesRun() throws Exception {
        heroku.app("staging").tellsImages = false;
        heroku.app("staging").released(sha);
        heroku.app("staging").released("c".repeat(40));

        play(deploy(Map.of("promote_from", "staging")));

        assertThat(shop.releases.getLast()).containsEntry("description", "Promote staging v1");
    }

    @Test
    void rollback_ofACommitWithoutRelease_builds() throws Exception {
        var deploy = rollback(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());

        assertThat(shop.live()).isEqualTo(sha);
        assertThat(deploy.log.toString()).contains(">> Heroku has no release of this commit", BUILD_OUTPUT);
    }

    @Test
    void promotion_namesTheReleaseOfTheCommit_notTheNewest() throws Exception {
        var staging = heroku.app("staging");
        staging.released(sha);
        staging.released("c".repeat(40));

        assertThat(play(deploy(Map.of("promote_from", "staging")))).isEqualTo(new Result.Succeeded());

        assertThat(shop.live()).isEqualTo(sha);
        assertThat(shop.releases.getLast()).containsEntry("description", "Promote staging v1");
    }

    @Test
    void promotion_ofACommitThatTheSourceNeverHad_fails() throws Exception {
        heroku.app("staging").released("c".repeat(40));

        assertThat(play(deploy(Map.of("promote_from", "staging"))))
                .isEqualTo(new Result.Failed(
                        "staging has no release of this commit that can be promoted; deploy it there first"));
    }

    @Test
    void outputThatIsCutOff_isReadFromThereOn() throws Exception {
        List.of(3, 20, 33).forEach(heroku.streams::cutAfter);
        shop.looksAtBuild = 5;
        var deploy = deploy(Map.of());

        play(deploy);

        assertThat(deploy.log.toString()).endsWith("shop: Deploy bbbbbbbb\n" + BUILD_OUTPUT);
    }

    @Test
    void outputThatHasEnded_isNotReadAgain() throws Exception {
        shop.looksAtBuild = 5;

        play(deploy(Map.of()));

        assertThat(heroku.requests.stream().filter(it -> it.startsWith("GET /streams/")))
                .hasSize(1);
    }

    @Test
    void outputThatBeginsLate_isRead() throws Exception {
        shop.looksAtBuild = 3;
        var says = shop.says;
        shop.says = "";
        heroku.onRequest = what -> {
            if (heroku.count(what) == 3 && what.matches("GET /apps/shop/builds/.*")) {
                shop.outputs.replaceAll((_, output) -> output.isEmpty() ? says : output);
            }
        };
        var deploy = deploy(Map.of());

        play(deploy);

        assertThat(deploy.log.toString()).endsWith(BUILD_OUTPUT);
    }

    @Test
    void outputThatIsNotThere_isSaidOnce() throws Exception {
        heroku.streams.status = 404;
        var deploy = deploy(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());
        assertThat(deploy.log.toString())
                .endsWith("bbbbbbbb\n>> the rest of the output of the step build is no longer available from Heroku\n");
    }

    @Test
    void buildWithoutEnd_reachesTheTimeLimit_andIsStopped() throws Exception {
        shop.looksAtBuild = Integer.MAX_VALUE;
        var deploy = deploy(Map.of("timeout", 20));

        assertThat(play(deploy)).isEqualTo(new Result.TimedOut("the step exceeded its time limit of 20 s"));
        assertThat(deploy.log.toString()).endsWith(">> the build at Heroku was stopped\n");
    }

    @Test
    void settings_areReviewed() {
        assertThat(objections(Map.of("app", "Shop!", "via", "ftp", "api_root", "heroku", "promote_from", "x y")))
                .hasSize(4);
        assertThat(objections(Map.of("via", "git", "promote_from", "staging"))).hasSize(1);
        assertThat(objections(Map.of("git_root", "https://git.heroku.com/'"))).hasSize(1);
        assertThat(objections(Map.of())).isEmpty();
    }

    /** That it is missing is said elsewhere. */
    @Test
    void appThatIsMissing_isNoOtherMistake() {
        var info = new AppInfo(Map.of("token", PlayedDeploy.token()), false, Set.of());

        assertThat(provider(deploy(Map.of())).review(info)).isEmpty();
    }

    @Test
    void promotionFromTheAppItself_isRefused() {
        assertThat(objections(Map.of("promote_from", "shop"))).hasSize(1);
    }

    @Test
    void runAs_isRefused() {
        var deploy = deploy(Map.of());
        var info = new AppInfo(deploy.deploy().settings(), false, true, Set.of());

        assertThat(provider(deploy).review(info))
                .hasSize(1)
                .allMatch(it -> it.setting().isEmpty() && it.sentence().endsWith("remove run_as"));
    }

    private List<?> objections(Map<String, ?> settings) {
        var deploy = deploy(settings);
        var info = new AppInfo(deploy.deploy().settings(), false, Set.of());
        return provider(deploy).review(info);
    }
}
