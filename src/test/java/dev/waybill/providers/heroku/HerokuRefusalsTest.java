package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.providers.heroku.FakeHeroku.Bad;
import dev.waybill.spi.Result;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Heroku answers if it does not do what it is asked for. */
class HerokuRefusalsTest extends HerokuFixture {
    private static final String CREATE = "POST /apps/shop/builds";

    private void next(String request, int status, String body) {
        heroku.next(new Bad(request, status, Map.of(), body, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Heroku rejects the token (HTTP 401: no.); store a valid one where provider_config.token points",
                "402 | Heroku refuses the request because of an unpaid bill (HTTP 402: no.); pay it, then deploy again",
                "403 | the token does not allow POST /apps/shop/builds (HTTP 403: no.); use one of a member who may deploy the app",
                "404 | Heroku has nothing at POST /apps/shop/builds (HTTP 404: no.); correct provider_config.app, or use a token that may see the app",
                "409 | POST /apps/shop/builds conflicts with another operation at Heroku (HTTP 409: no.); deploy again once that has ended",
                "422 | Heroku refuses POST /apps/shop/builds (HTTP 422: no.); correct that, and deploy again",
                "302 | POST /apps/shop/builds is redirected (HTTP 302); give the final address as provider_config.api_root",
                "400 | Heroku answered POST /apps/shop/builds with HTTP 400: no.; is provider_config.api_root correct?",
            })
    void refusal_failsTheDeploy_withTheWayOut(int status, String sentence) throws Exception {
        next(CREATE, status, "{\"id\": \"x\", \"message\": \"no.\"}");

        assertThat(play(deploy(Map.of()))).isEqualTo(new Result.Failed(sentence));
        assertThat(heroku.count(CREATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {} | Heroku has trouble with POST /apps/shop/builds (HTTP 500)",
                "503 | <html> | Heroku has trouble with POST /apps/shop/builds (HTTP 503)",
                "0 | '' | 127.0.0.1 closed the connection without an answer",
                "200 | <html> | Heroku answered POST /apps/shop/builds with something that is not JSON",
                "200 | {} | Heroku answered with a build without id",
                "200 | [7] | Heroku answered with a build without id",
                "200 | {\"id\": \"../apps\"} | Heroku answered with a build whose id is \"../apps\"",
            })
    void trouble_passes_andTheBuildIsMadeOnce(int status, String body, String sentence) throws Exception {
        heroku.next(new Bad(CREATE, status, Map.of(), body, true)); // the build is made, but nobody hears of it
        var deploy = deploy(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());

        assertThat(deploy.log.toString()).contains(">> " + sentence, "; it is asked again in 1 s");
        assertThat(shop.builds).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /apps/shop/releases",
                "GET /apps/shop/builds",
                "POST /sources",
                "PUT /store/.*",
                "GET /apps/shop/builds/.*",
                "GET /apps/shop/releases/.*"
            })
    void trouble_passesAtEachRequest(String request) throws Exception {
        next(request, 502, "");

        assertThat(play(deploy(Map.of()))).isEqualTo(new Result.Succeeded());
        assertThat(shop.releases).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 503})
    void commitThatIsLive_mayStayUnknown(int status) throws Exception {
        next("GET /apps/shop/slugs/.*", status, "{\"id\": \"x\", \"message\": \"no.\"}");
        var deploy = deploy(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());
        assertThat(deploy.log.toString()).contains(">> the commit that is live there is unknown: ");
    }

    /** Heroku deletes what old releases ran. */
    @Test
    void slugsThatAreGone_areNoReleasesOfTheCommit() throws Exception {
        shop.released("c".repeat(40));
        next("GET /apps/shop/slugs/.*", 404, "");
        next("GET /apps/shop/slugs/.*", 404, "");

        assertThat(play(rollback(Map.of()))).isEqualTo(new Result.Succeeded());
        assertThat(shop.builds).hasSize(1);
    }

    /** No answer makes the log long, nor forges a line of it. */
    @Test
    void longTexts_areShownInPart_onOneLine() throws Exception {
        var text = "evil\n>> succeeded\n".repeat(500);
        shop.releases.getLast().put("description", text);
        shop.commits.replaceAll((_, _) -> text);
        next(CREATE, 422, "{\"id\": \"x\", \"message\": \"%s\"}".formatted(text.replace("\n", " ")));
        var deploy = deploy(Map.of());

        assertThat(play(deploy).toString()).contains("evil >> succeeded evil").hasSizeLessThan(400);
        assertThat(deploy.log.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("evil >> succeeded evil") && line.length() < 400);
    }

    @Test
    void troubleThatStays_failsTheDeploy() throws Exception {
        for (var i = 0; i < 8; i++) {
            next("GET /apps/shop/builds", 503, "{\"id\": \"x\", \"message\": \"come back later\"}");
        }

        assertThat(play(deploy(Map.of())).toString())
                .contains(
                        "(HTTP 503: come back later); see https://status.heroku.com, and deploy again once it is over");
    }

    @Test
    void limit_isWaitedFor() throws Exception {
        heroku.next(new Bad("GET /apps/shop/releases", 429, Map.of("Retry-After", "7"), "{}", false));
        heroku.next(new Bad("GET /apps/shop/builds", 429, Map.of(), "{}", false));
        var deploy = deploy(Map.of());

        assertThat(play(deploy)).isEqualTo(new Result.Succeeded());
        assertThat(deploy.log.toString())
                .contains("rate limit for this token is used up; it resets in 7 s (HTTP 429); it is asked again in 7 s")
                .contains("it is asked again in 60 s");
    }

    @Test
    void fewRequestsLeft_areUsedSlowly() throws Exception {
        heroku.remaining = 100;
        var deploy = deploy(Map.of());
        var begin = deploy.sinceBoot();

        play(deploy);

        assertThat(deploy.sinceBoot().minus(begin)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void wrongToken_isSaid_withoutIt() throws Exception {
        next(
                "GET /apps/shop/releases",
                401,
                "{\"id\": \"unauthorized\", \"message\": \"Invalid credentials provided.\"}");

        assertThat(play(deploy(Map.of())).toString())
                .contains("Heroku rejects the token (HTTP 401: Invalid credentials provided.)")
                .doesNotContain(FakeHeroku.TOKEN);
    }

    @Test
    void silence_endsAfterAWhile() {
        var silent = new CountDownLatch(1);
        heroku.onRequest = _ -> await(silent);
        var api =
                new Api(receivers(), heroku.url(), new Secret(FakeHeroku.TOKEN), Time.system(), Duration.ofMillis(200));

        assertThatExceptionOfType(HerokuFailure.class)
                .isThrownBy(() -> api.get("/apps/shop"))
                .withMessage("127.0.0.1 did not answer within 1 s")
                .matches(HerokuFailure::isPassing);
        silent.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
