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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of all kinds; what is no complete success never passes for one. */
class JsonClientTest {
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
    @CsvSource(delimiter = '|', textBlock = """
                    400 | {"message": "Problems parsing JSON"} | INVALID      | Problems parsing JSON
                    401 | {"message": "Bad credentials"}       | UNAUTHORIZED | replace it
                    403 | {"message": "No"}                    | FORBIDDEN    | lacks a permission
                    404 | {"message": "Not Found"}             | MISSING      | does not exist
                    408 |                                      | UNREACHABLE  | HTTP 408
                    409 | <html>Conflict</html>                | CONFLICT     | not JSON
                    410 | {"message": "Gone"}                  | MISSING      | Gone
                    418 | []                                   | UNREACHABLE  | HTTP 418
                    422 | {"message": "Validation Failed", "errors": [{"field": "ref", "code": "invalid"}]} | INVALID | ref invalid
                    422 | {"message": "No commit found for SHA: 1"} | MISSING | No commit found
                    422 | {"message": "Failed", "errors": ["this too"]} | INVALID | this too
                    451 | {"message": "Blocked"}               | FORBIDDEN    | Blocked
                    500 | {}                                   | UNREACHABLE  | HTTP 500
                    502 | <html>Unicorn!</html>                | UNREACHABLE  | HTTP 502
                    503 |                                      | UNREACHABLE  | HTTP 503
                    """)
    void get_fails_withTheKindOfTheStatus(int status, String body, Kind kind, String words) {
        github.fail("GET", status, Map.of(), body == null ? "" : body, 2);

        assertThat(failure(SHOP)).satisfies(it -> {
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it).hasMessageContaining(words).hasMessageContaining("GET /repos/acme/shop");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "\"text\"", "7", "null", "{\"id\": 1", "{} {}", "\u0000"})
    void get_fails_withASuccessThatIsNoJson(String body) {
        github.fail("GET", 200, Map.of(), body, 1);

        assertThat(failure(SHOP).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void get_fails_withAnAnswerThatIsCutOff() {
        github.cut("GET", 1);

        assertThat(failure(SHOP).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void get_fails_withAnAnswerThatIsTooLarge() {
        github.fail("GET", 200, Map.of(), "[\"" + "x".repeat(9 << 20) + "\"]", 1);

        assertThat(failure(SHOP).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void get_fails_withoutAnAnswerInTime() {
        github.hang("GET", 1);
        var timing = new Timing(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1));

        try (var hasty = new Http(time, "1.0", Map.of(), timing)) {
            assertThatThrownBy(() -> client(hasty, github.url()).get(SHOP))
                    .isInstanceOfSatisfying(ForgeFailure.class, it -> {
                        assertThat(it.kind()).isEqualTo(Kind.UNREACHABLE);
                        assertThat(it).hasMessageContaining("answer within ten seconds");
                    });
        }
    }

    @Test
    void get_fails_whenNobodyListens() {
        assertThatThrownBy(() -> client(http, "http://127.0.0.1:1").get(SHOP))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.isPassing()).isTrue())
                .hasMessageContaining("cannot reach 127.0.0.1:1");
    }

    @Test
    void failure_hasNoControlCharactersAndNoToken_evenIfTheAnswerRepeatsIt() {
        var hostile = "{\"message\": \"\\u001b[31m\\u202eyour token is %s\\n%s\"}".formatted(token, "x".repeat(5_000));
        github.fail("GET", 403, Map.of("X-Accepted-GitHub-Permissions", "checks=read"), hostile, 1);

        var failure = failure(SHOP);

        assertThat(failure.getMessage())
                .doesNotContain(token, "\u001b", "\u202e", "\n")
                .contains("***", "grant the credential checks: read")
                .hasSizeLessThan(600);
        assertThat(failure.getCause()).isNull();
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
    void get_follows_aRenamedRepository() throws Exception {
        github.rename("acme/store");

        assertThat(body(client.get(SHOP)).get("full_name").asString()).isEqualTo("acme/store");
    }

    @Test
    void post_follows_onlyWhatKeepsItAPost() throws Exception {
        github.rename("acme/store");
        var status = Map.of("state", "success");

        client.post(SHOP + "/statuses/" + "a".repeat(40), status);

        assertThat(github.published("a".repeat(40))).hasSize(1);
        github.fail("POST", 301, Map.of("Location", github.url() + "/rate_limit"), "{}", 1);
        assertThatThrownBy(() -> client.post(SHOP + "/statuses/" + "b".repeat(40), status))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.MISSING));
    }

    @Test
    void get_doesNotFollow_toAnotherServer() throws Exception {
        try (var other = FakeGitHub.start()) {
            github.fail("GET", 307, Map.of("Location", other.url() + SHOP), "{}", 1);

            assertThat(failure(SHOP).kind()).isEqualTo(Kind.MISSING);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void get_endsFollowing_inACircle() {
        github.fail("GET", 301, Map.of("Location", SHOP), "{}", 9);

        assertThat(failure(SHOP).kind()).isEqualTo(Kind.MISSING);
        assertThat(github.requests()).hasSize(4);
    }

    @Test
    void pages_areReadToTheEnd() throws Exception {
        for (var i = 0; i < 95; i++) {
            github.comment(1, "number " + i);
        }

        assertThat(client.pages(SHOP + "/issues/1/comments?per_page=10", it -> it, 10))
                .hasSize(95);
    }

    @Test
    void pages_fail_whenThereAreMoreThanAreRead() {
        for (var i = 0; i < 95; i++) {
            github.comment(1, "number " + i);
        }

        assertThatThrownBy(() -> client.pages(SHOP + "/issues/1/comments?per_page=10", it -> it, 9))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContaining("more than 9 pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example.com/page", "not a uri", "http://"})
    void pages_fail_whenTheNextIsElsewhere(String link) {
        github.fail("GET", 200, Map.of("Link", "<%s>; rel=\"next\"".formatted(link)), "[]", 1);

        assertThatThrownBy(() -> client.pages(SHOP + "/issues/1/comments", it -> it, 9))
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("another server");
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
