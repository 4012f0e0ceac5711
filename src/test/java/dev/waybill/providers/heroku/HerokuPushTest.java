package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys by {@code git push} to the real server side of git. */
@Tag("processes")
class HerokuPushTest extends HerokuFixture {
    private GitBackend git;

    @BeforeEach
    void openGit(@TempDir Path directory) throws Exception {
        git = new GitBackend(directory, shop::released);
    }

    @AfterEach
    void closeGit() {
        git.close();
    }

    private PlayedDeploy push() {
        return deploy(Map.of("via", "git", "git_root", git.url()));
    }

    @Test
    void push_releasesTheCommit_andNeverShowsTheToken() throws Exception {
        git.hook("read old new ref; echo '-----> Building on Heroku'; cat /proc/*/cmdline 2>/dev/null"
                + " | tr '\\0' ' ' | grep -c [H]RKU-0123; echo $new > built");
        var deploy = push();

        assertThat(play(deploy)).as(deploy.log.toString()).isEqualTo(new Result.Succeeded());

        assertThat(shop.live()).isEqualTo(sha);
        assertThat(deploy.notes).containsExactly("Heroku release v2");
        assertThat(deploy.log.toString())
                .contains("remote: -----> Building on Heroku")
                .contains("remote: 0") // no process had the token among its arguments
                .doesNotContain(FakeHeroku.TOKEN);
        assertThat(deploy.commands.getFirst().line()).doesNotContain(FakeHeroku.TOKEN);
    }

    @Test
    void upToDate_isNoRelease() throws Exception {
        play(push());
        shop.released("c".repeat(40));
        var again = push();

        assertThat(play(again).toString())
                .contains("Heroku had this commit already and released nothing; another one is live there");
        assertThat(again.log.toString()).contains("Everything up-to-date");
    }

    @Test
    void upToDate_isFine_ifTheCommitIsLive() throws Exception {
        play(push());
        var again = push();

        assertThat(play(again)).isEqualTo(new Result.Succeeded());
        assertThat(again.log.toString()).contains("nothing was released: this commit is live at Heroku already");
        assertThat(again.notes).isEmpty();
    }

    @Test
    void pushThatIsRejected_fails() throws Exception {
        git.hook("echo ' !     Push rejected, failed to compile'; exit 1");
        var deploy = push();

        assertThat(play(deploy)).isInstanceOf(Result.Failed.class);
        assertThat(deploy.log.toString()).contains("Push rejected, failed to compile");
        assertThat(shop.releases).hasSize(1);
    }

    @Test
    void killedAtEverySave_pushesOnce() throws Exception {
        var deploy = push();
        deploy.killAt = 2; // after the push, before its release is saved

        assertThat(playKilledAt(deploy, 2)).isEqualTo(new Result.Succeeded());
        assertThat(deploy.commands).hasSize(1);
        assertThat(shop.releases).hasSize(2);
    }

    @Test
    void cancel_saysWhatMayGoOn() throws Exception {
        shop.looksBeforeShown = Integer.MAX_VALUE;
        var deploy = push();
        heroku.onRequest = what -> {
            if (deploy.begun.contains("push")) {
                deploy.cancel();
            }
        };

        assertThat(play(deploy)).isEqualTo(new Result.Cancelled());
        provider(deploy).cancel(deploy);
        assertThat(deploy.log.toString())
                .endsWith(
                        ">> if Heroku has received the commit, its build may continue there, and release the commit\n");
    }
}
