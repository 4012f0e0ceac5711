package dev.waybill.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Too many requests, in all the ways in which GitHub says so. */
class LimitsTest {
    private static final String SHOP = "/repos/acme/shop";

    private final FakeGitHub github = FakeGitHub.start();
    private final SkippingTime time = new SkippingTime();
    private final Http http = new Http(time, "1.0", Map.of(), Timing.USUAL);
    private final JsonClient client = new JsonClient(
            http,
            URI.create(github.url()),
            new Dialect(
                    "GitHub",
                    "Bearer",
                    Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28")),
            new Token(() -> new Secret(FakeGitHub.TOKEN)));

    @AfterEach
    void close() {
        http.close();
        github.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    429 | Retry-After           | 90                            | {}                                    | 90
                    403 | Retry-After           | 90                            | {}                                    | 90
                    429 | X-Nothing             | 0                             | {}                                    | 60
                    429 | Retry-After           | soon                          | {}                                    | 60
                    429 | Retry-After           | 99999999999                   | {}                                    | 3600
                    429 | Retry-After           | 0                             | {}                                    | 1
                    429 | Retry-After           | Sun, 06 Nov 1994 08:49:37 GMT | {}                                    | 1
                    403 | x-ratelimit-remaining | 0                             | {"message": "API rate limit exceeded"} | 60
                    403 | X-Nothing             | 0 | {"message": "You have exceeded a secondary rate limit. Please wait"}  | 60
                    403 | X-Nothing             | 0 | {"message": "You have been temporarily blocked from content creation"} | 60
                    """)
    void limit_saysWhenToTryAgain(int status, String header, String value, String body, long seconds) {
        github.fail("GET", status, Map.of(header, value), body, 1);

        var failure = failure();

        assertThat(failure.kind()).isEqualTo(Kind.LIMITED);
        assertThat(wait(failure)).isBetween(Duration.ofSeconds(seconds - 1), Duration.ofSeconds(seconds));
    }

    @Test
    void limit_isCountedByTheClockOfTheAnswer_whenOursIsWrong() {
        time.jump(Duration.ofMinutes(5));
        var reset = Instant.now().plusSeconds(600).getEpochSecond();
        github.fail(
                "GET",
                403,
                Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", Long.toString(reset)),
                "{\"message\": \"API rate limit exceeded for user ID 1.\"}",
                1);

        assertThat(wait(failure())).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(601));
    }

    @Test
    void limit_canBeADate() {
        var at = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(120).atOffset(ZoneOffset.UTC));
        github.fail("GET", 429, Map.of("Retry-After", at), "{}", 1);

        assertThat(wait(failure())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(121));
    }

    @Test
    void nothingIsSent_whileLimited() throws Exception {
        github.fail("GET", 429, Map.of("Retry-After", "90"), "{}", 1);
        failure();

        assertThat(failure().kind()).isEqualTo(Kind.LIMITED);
        assertThat(github.requests()).hasSize(1);
        time.pass(Duration.ofSeconds(91));
        assertThat(client.get(SHOP).status()).isEqualTo(200);
    }

    @Test
    void waits_double_whenTheCodeHostDoesNotSay() {
        github.fail("GET", 403, Map.of(), "{\"message\": \"You have exceeded a secondary rate limit.\"}", 3);

        assertThat(wait(failure())).isLessThanOrEqualTo(Duration.ofSeconds(60));
        time.pass(Duration.ofSeconds(61));
        assertThat(wait(failure())).isBetween(Duration.ofSeconds(61), Duration.ofSeconds(120));
        time.pass(Duration.ofSeconds(121));
        assertThat(wait(failure())).isBetween(Duration.ofSeconds(121), Duration.ofSeconds(240));
    }

    @Test
    void quota_isThatOfTheCredentialWithTheFewestRequestsLeft_untilItsReset() throws Exception {
        left(40);
        client.get(SHOP);
        left(4_000);
        client.as(new Token(() -> new Secret("another"))).get(SHOP);

        assertThat(http.quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.host()).isEqualTo("127.0.0.1");
            assertThat(quota.resource()).isEqualTo("core");
            assertThat(quota.limit()).isEqualTo(5_000);
            assertThat(quota.remaining()).isEqualTo(40);
        });
        time.pass(Duration.ofSeconds(601));
        assertThat(http.quotas()).isEmpty();
    }

    /** The next answer says so. */
    private void left(int requests) {
        var reset = Instant.now().plusSeconds(600).getEpochSecond();
        var headers = Map.of(
                "x-ratelimit-limit",
                "5000",
                "x-ratelimit-remaining",
                Integer.toString(requests),
                "x-ratelimit-reset",
                Long.toString(reset),
                "x-ratelimit-resource",
                "core");
        github.fail("GET", 200, headers, "{}", 1);
    }

    private ForgeFailure failure() {
        return catchThrowableOfType(ForgeFailure.class, () -> client.get(SHOP));
    }

    private Duration wait(ForgeFailure failure) {
        return Duration.between(time.now(), failure.retryAt().orElseThrow());
    }
}
