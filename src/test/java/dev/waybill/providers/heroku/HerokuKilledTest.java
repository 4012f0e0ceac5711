package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waybill.spi.Result;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The server is killed just before each of the points that a deploy saves: whatever came before it has happened, and is not known.
 * Resumed, the deploy ends as if nothing had been.
 */
class HerokuKilledTest extends HerokuFixture {
    private static final int MOST_SAVES = 20;

    @Test
    void build_isMadeOnce() throws Exception {
        atEverySave(
                _ -> {
                    shop.releaseEnds = "succeeded";
                    shop.looksBeforeShown = 2;
                },
                () -> deploy(Map.of()),
                6);
    }

    @Test
    void rollback_isMadeOnce() throws Exception {
        atEverySave(
                _ -> {
                    shop.released(sha);
                    shop.released("c".repeat(40));
                    shop.looksBeforeShown = 2;
                },
                () -> rollback(Map.of()),
                4);
    }

    @Test
    void promotion_isMadeOnce() throws Exception {
        atEverySave(_ -> promoteLater(), () -> deploy(Map.of("promote_from", "staging")), 5);
    }

    @Test
    void promotion_isMadeOnce_ifThereIsNothingToRollBackTo() throws Exception {
        atEverySave(_ -> promoteLater(), () -> rollback(Map.of("promote_from", "staging")), 6);
    }

    private void promoteLater() {
        heroku.app("staging").released(sha);
        shop.looksBeforeShown = 2;
    }

    private interface Making {
        PlayedDeploy make();
    }

    /** @param least the number of saves that there must be at least */
    private void atEverySave(Consumer<FakeHeroku> scene, Making making, int least) throws Exception {
        for (var save = 0; save < MOST_SAVES; save++) {
            close();
            open();
            scene.accept(heroku);
            var before = shop.releases.size();
            var deploy = making.make();

            assertThat(playKilledAt(deploy, save)).as("killed at save %d", save).isEqualTo(new Result.Succeeded());

            assertThat(shop.releases).as("killed at save %d", save).hasSize(before + 1);
            assertThat(shop.builds.size()).isLessThanOrEqualTo(1);
            assertThat(shop.live()).isEqualTo(sha);
            assertThat(deploy.log.toString()).containsOnlyOnce("is live at shop");
            assertThat(deploy.log.toString().split("Building", -1)).hasSizeLessThanOrEqualTo(2);
            if (deploy.saves <= save) {
                assertTrue(save >= least, "only %d saves".formatted(save));
                return;
            }
        }
        throw new AssertionError("more than %d saves".formatted(MOST_SAVES));
    }
}
