package dev.waybill.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.time.Duration;
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
                    422 | {"message": "No ref found for: 1"}    | MISSING      | No ref found
                    422 | {"message": "Failed", "errors": ["this too"]} | INVALID | this too
                    451 | {"message": "Blocked"}               | FORBIDDEN    | Blocked
                    500 | {}                                   | UNREACHABLE  | HTTP 500
                    502 | <html>Unicorn!</html>                | UNREACHABLE  | answered HTTP 502
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
        github.fail("GET", 200, Map.of(), "[\"" + "x".repeat(9 << 20) + "\"]", 1);
        assertThat(failure(SHOP)).hasMessageContaining("its answer is larger than 8 MB");
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

    @ParameterizedTest
    @ValueSource(ints = {0, 250, 270, 280, 290, 299})
    void token_isMasked_whereverTheMessageIsCut(int before) {
        var sly = "x".repeat(before) + token.replaceAll("(.{4})", "$1\\\\u200b");
        github.fail(
                "GET", 403, Map.of("X-Accepted-GitHub-Permissions", token), "{\"message\": \"%s\"}".formatted(sly), 1);

        assertThat(failure(SHOP).getMessage()).doesNotContain(token.substring(0, 6));
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

    private ForgeFailure failure(String path) {
        return catchThrowableOfType(ForgeFailure.class, () -> client.json(client.get(path)));
    }

    private JsonNode body(Answer answer) throws ForgeFailure {
        return client.json(answer);
    }
}
