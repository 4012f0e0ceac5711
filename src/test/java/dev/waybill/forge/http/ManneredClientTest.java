package dev.waybill.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.fake.Call;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tokens, kept answers, pauses and proxies. */
class ManneredClientTest {
    private static final String SHOP = "/repos/acme/shop";
    private static final Dialect DIALECT = new Dialect(
            "GitHub", "Bearer", Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"));

    private final FakeGitHub github = FakeGitHub.start();
    private final SkippingTime time = new SkippingTime();
    private final Http http = new Http(time, "1.0", Map.of(), Timing.USUAL);
    private String token = FakeGitHub.TOKEN;
    private final JsonClient client = client(http, github.url());

    private JsonClient client(Http by, String url) {
        return new JsonClient(by, URI.create(url), DIALECT, new Token(() -> new Secret(token)));
    }

    @AfterEach
    void close() {
        http.close();
        github.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two parts", "one\nmore", "ü"})
    void token_isRefused_withoutShowingIt(String wrong) {
        token = wrong;

        assertThat(failure(SHOP)).satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(it.getMessage()).doesNotContain("two parts", "more", "ü");
        });
        assertThat(github.requests()).isEmpty();
    }

    @Test
    void token_isReadAgain_whenItWasReplaced() throws Exception {
        var source = List.of("old", FakeGitHub.TOKEN, FakeGitHub.TOKEN).iterator();
        var replaced = client.as(new Token(() -> new Secret(source.next())));

        assertThat(replaced.get(SHOP).status()).isEqualTo(200);
    }

    @Test
    void get_costsNothing_whileTheAnswerIsTheSame() throws Exception {
        var first = body(client.get(SHOP));

        assertThat(body(client.get(SHOP))).isEqualTo(first);
        assertThat(github.answers()).containsExactly(200, 304);
    }

    @Test
    void get_doesNotUseAnAnswerToAnotherToken() throws Exception {
        client.get(SHOP);
        token = "another";
        github.accept(token);

        client.get(SHOP);

        assertThat(github.requests().getLast().header("if-none-match")).isEmpty();
    }

    @Test
    void get_asksAgain_afterAWrong404ToAConditionalRequest() throws Exception {
        client.get(SHOP);
        github.fail("GET", 404, Map.of(), "{}", 1);

        assertThat(client.get(SHOP).status()).isEqualTo(200);
        assertThat(github.requests())
                .extracting(it -> it.header("if-none-match").isEmpty())
                .containsExactly(true, false, true);
    }

    @Test
    void writes_areASecondApart() throws Exception {
        client.get(SHOP);
        for (var i = 0; i < 3; i++) {
            client.post(SHOP + "/statuses/" + "a".repeat(40), Map.of("state", "success"));
        }

        assertThat(time.sleeps()).hasSize(3).first().isEqualTo(Duration.ZERO);
        assertThat(time.sleeps().get(2)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void requests_goThroughTheProxyOfTheEnvironment() throws Exception {
        var variables = Map.of("http_proxy", github.url().replace("//", "//ann:s%40fe@"), "no_proxy", "direct.invalid");

        try (var proxied = new Http(time, "1.0", variables, Timing.USUAL)) {
            client(proxied, "http://github.invalid").get(SHOP);

            assertThatThrownBy(() -> client(proxied, "http://direct.invalid").get(SHOP))
                    .hasMessage("cannot reach direct.invalid: unknown host");
        }
        assertThat(github.requests()).hasSize(1).extracting(Call::path).containsExactly(SHOP);
        assertThat(github.requests().getFirst().header("proxy-authorization")).isEqualTo("Basic YW5uOnNAZmU=");
    }

    private ForgeFailure failure(String path) {
        return catchThrowableOfType(ForgeFailure.class, () -> client.json(client.get(path)));
    }

    private JsonNode body(Answer answer) throws ForgeFailure {
        return client.json(answer);
    }
}
