package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.providers.heroku.FakeHeroku.Bad;
import dev.waybill.spi.Live;
import dev.waybill.spi.LiveContext;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an app at Heroku has live, whoever has put it there. */
class HerokuLiveTest extends HerokuFixture {
    private Optional<Live> live() throws Exception {
        var deploy = deploy(Map.of());
        return live(provider(deploy), deploy);
    }

    private static Optional<Live> live(HerokuProvider provider, PlayedDeploy deploy) throws Exception {
        return provider.live(new LiveContext() {
            @Override
            public String app() {
                return "shop";
            }

            @Override
            public String environment() {
                return "production";
            }

            @Override
            public Map<String, Object> settings() {
                return deploy.settings();
            }
        });
    }

    @Test
    void currentRelease_isLive() throws Exception {
        shop.released(sha);
        shop.releaseEnds = "failed";
        shop.release("x", "Deploy of a commit whose release phase has not ended");

        assertThat(live())
                .contains(new Live(
                        "Heroku release v2",
                        sha,
                        Instant.parse("2026-01-01T12:00:00Z"),
                        "ann@example.com",
                        "https://dashboard.heroku.com/apps/shop/activity"));
    }

    @Test
    void commitThatHerokuDoesNotKnow_isUnknown() throws Exception {
        shop.commits.replaceAll((_, _) -> "v1.2.3");

        assertThat(live().orElseThrow().sha()).isNull();
    }

    @Test
    void appWithoutReleases_hasNothingLive() throws Exception {
        shop.releases.clear();

        assertThat(live()).isEmpty();
    }

    @Test
    void releasesOfWhichNoneIsCurrent_leaveItUnknown() {
        shop.releases.forEach(it -> it.put("current", false));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::live)
                .withMessage("none of the newest 1 releases is the current one");
    }

    @Test
    void commitOfARelease_isAskedForOnce() throws Exception {
        var deploy = deploy(Map.of());
        var provider = provider(deploy);

        var first = live(provider, deploy);

        assertThat(live(provider, deploy)).isEqualTo(first);
        assertThat(heroku.requests).hasSize(3);
    }

    @Test
    void tokenWithFewRequests_isLeftToDeploys_forTenMinutes() throws Exception {
        var deploy = deploy(Map.of());
        var provider = provider(deploy);
        heroku.remaining = 499;
        live(provider, deploy);

        assertRests(provider, deploy);
    }

    @Test
    void tokenWhoseRequestsAreUsedUp_isLeftToDeploys() {
        var deploy = deploy(Map.of());
        var provider = provider(deploy);
        heroku.next(new Bad("GET /apps/shop/releases", 429, Map.of("Retry-After", "5"), "", false));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> live(provider, deploy));

        assertRests(provider, deploy);
    }

    private void assertRests(HerokuProvider provider, PlayedDeploy deploy) {
        var asked = heroku.requests.size();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> live(provider, deploy))
                .withMessageContaining("it is asked again in 10 min");
        assertThat(heroku.requests).hasSize(asked);
    }

    @Test
    void refusal_isSaid() {
        heroku.next(new Bad("GET /apps/shop/releases", 401, Map.of(), "", false));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::live)
                .withMessageStartingWith("Heroku rejects the token (HTTP 401)");
    }
}
