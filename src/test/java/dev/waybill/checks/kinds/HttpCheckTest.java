package dev.waybill.checks.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checks.CheckHost;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCheckTest extends CheckContract {
    private final Check check = new HttpCheck(Map.of());
    private CheckHost host;

    @BeforeEach
    void open() throws Exception {
        host = new CheckHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Override
    Check check() {
        return check;
    }

    @Override
    Optional<CheckContext> arrange(Case found) {
        host.answers(
                switch (found) {
                    case PASSED -> 204;
                    case PENDING -> 202;
                    case MISSING -> 404;
                    case FAILED -> 410;
                    case UNREADABLE -> 401;
                    case UNREACHABLE -> 502;
                });
        return Optional.of(Asked.with(Map.of("url", host.url())));
    }

    private CheckResult.State state(Map<String, Object> more) throws Exception {
        var settings = new HashMap<String, Object>(Map.of("url", host.url()));
        settings.putAll(more);
        return check.ask(Asked.with(settings)) instanceof CheckAnswer.Reported reported
                ? reported.results().getFirst().state()
                : CheckResult.State.MISSING;
    }

    @Test
    void url_takesPlaceholders_thatChangeNothingElse() throws Exception {
        var settings = Map.<String, Object>of("url", host.url() + "{app}/{env}/{sha}?ref={ref}");

        check.ask(new Asked("../a b&c=d#e%20", settings, Asked.NOW));

        assertThat(host.asked())
                .containsExactly("/shop/production/" + Asked.SHA + "?ref=%2E%2E%2Fa%20b%26c%3Dd%23e%2520");
    }

    @ParameterizedTest
    @CsvSource({
        "passed, PASSED",
        "running, PENDING",
        "broken, FAILED",
        "PASSED, FAILED",
    })
    void value_decides_whenOneIsExpected(String value, CheckResult.State state) throws Exception {
        host.answers(200, "{\"build\": [{\"state\": \"%s\"}]}".formatted(value));

        assertThat(state(Map.of("json", "build.0.state", "value", "passed", "pending", "running")))
                .isEqualTo(state);
        assertThat(state(Map.of("json", "$.build[0].state", "value", "passed", "pending", "running")))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "{\"state\": null}", "{\"state\": {}}", "<html>", "{\"state\": \"pas"})
    void brokenJson_isNeverGreen(String body) throws Exception {
        host.answers(200, body);

        assertThat(state(Map.of("json", "state", "value", "passed"))).isEqualTo(CheckResult.State.MISSING);
    }

    @Test
    void hugeAnswer_isNeverGreen() throws Exception {
        host.answers(200, "{\"state\": \"passed\", \"more\": \"%s\"}".formatted("x".repeat(2 << 20)));

        assertThat(check.ask(Asked.with(Map.of("url", host.url(), "json", "state", "value", "passed"))))
                .isInstanceOf(CheckAnswer.Unreachable.class);
    }

    @Test
    void redirect_isFollowed_atTheSameHostOnly() throws Exception {
        try (var other = new CheckHost()) {
            host.answers("/", 302, "", Map.of("Location", "/final"));
            host.answers("/final", 200, "", Map.of());
            assertThat(state(Map.of("headers", Map.of("Authorization", "secret"))))
                    .isEqualTo(CheckResult.State.PASSED);

            host.answers("/", 302, "", Map.of("Location", other.url()));
            assertThat(check.ask(Asked.with(Map.of("url", host.url()))))
                    .isInstanceOfSatisfying(
                            CheckAnswer.Unreadable.class,
                            refused -> assertThat(refused.sentence()).contains("is another host"));
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void proxyOfTheServer_isUsed() throws Exception {
        var proxied = new HttpCheck(Map.of("http_proxy", host.url()));

        var answer = proxied.ask(Asked.with(Map.of("url", "http://ci.example.com/builds/1")));

        assertThat(answer).isInstanceOf(CheckAnswer.Reported.class);
        assertThat(host.asked()).containsExactly("http://ci.example.com/builds/1");
    }

    @Test
    void redirect_inACircle_ends() throws Exception {
        host.answers("/", 302, "", Map.of("Location", "/"));

        assertThat(check.ask(Asked.with(Map.of("url", host.url())))).isInstanceOf(CheckAnswer.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "'Mon, 23 Nov 2026 14:03:00 GMT', 60", "soon, 0", "-1, 0"})
    void limit_saysWhenToAskAgain(String retryAfter, int seconds) throws Exception {
        host.answers("/", 429, "", Map.of("Retry-After", retryAfter));

        assertThat(check.ask(Asked.with(Map.of("url", host.url()))))
                .isInstanceOfSatisfying(
                        CheckAnswer.Unreachable.class,
                        limited -> assertThat(limited.again())
                                .isEqualTo(seconds == 0 ? null : Asked.NOW.plusSeconds(seconds)));
    }

    @Test
    void hostThatHangs_isUnreachable() throws Exception {
        host.hangs();

        assertThat(check.ask(Asked.with(Map.of("url", host.url(), "timeout", 0.2))))
                .isInstanceOfSatisfying(
                        CheckAnswer.Unreachable.class,
                        hung -> assertThat(hung.sentence()).isEqualTo("127.0.0.1 did not answer in time"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ci.example.com",
                "ftp://ci.example.com/",
                "http://",
                "http://a b/",
                "http://ann:secret@ci/",
                "file:///etc/passwd"
            })
    void review_refusesWhatIsNotAUrl(String url) {
        assertThat(check.review(new AppInfo(Map.of("url", url), false, Set.of())))
                .singleElement()
                .satisfies(remark -> assertThat(remark.isMistake()).isTrue());
    }
}
