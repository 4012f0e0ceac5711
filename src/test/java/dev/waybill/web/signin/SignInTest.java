package dev.waybill.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.api.ApiFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People sign their browsers in, and nobody else does it for them. */
@Tag("processes")
class SignInTest extends ApiFixture {
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.at(server);
    }

    @Test
    void page_sendsToTheForm_andBackWhereOneWantedToGo() throws Exception {
        var sent = browser.get("/apps/shop/production/1?x=1", "");
        var form = browser.get(location(sent), "");
        var signedIn = browser.send(
                browser.form("/login", Map.of("secret", server.token(), "next", "/apps/shop/production/1?x=1")));

        assertThat(sent.status()).isEqualTo(303);
        assertThat(form.text()).contains("value=\"/apps/shop/production/1?x=1\"", "type=\"password\"");
        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(location(signedIn)).isEqualTo("/apps/shop/production/1?x=1");
        assertThat(Browser.cookie(signedIn))
                .matches("waybill_session_[0-9a-f]{8}=ws_[A-Za-z0-9_-]{43}; Path=/; .*")
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=2592000")
                .doesNotContain("Secure", server.token());
    }

    @Test
    void next_isAPageOfThisServer() throws Exception {
        for (var elsewhere : List.of("https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nX: y", "x")) {
            var answer = browser.send(browser.form("/login", Map.of("secret", server.token(), "next", elsewhere)));

            assertThat(location(answer)).as(elsewhere).isEqualTo("/");
        }
    }

    @Test
    void tries_areLimitedByAddress_asATrustedProxyTellsIt() throws Exception {
        for (var i = 0; i < 10; i++) {
            assertThat(tryFrom("203.0.113.5, 127.0.0.1", "wrong").status()).isEqualTo(403);
        }

        var limited = tryFrom("203.0.113.5", "wrong");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.text()).contains("try again in 10 minutes");
        assertThat(limited.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(tryFrom("203.0.113.5, 203.0.113.6", "wrong").status()).isEqualTo(403);
        assertThat(tryFrom("203.0.113.5", server.token()).status()).isEqualTo(303);
        assertThat(browser.signIn(server.token())).isNotEmpty();
        server.time().pass(Duration.ofMinutes(10));
        assertThat(tryFrom("203.0.113.5", "wrong").status()).isEqualTo(403);
    }

    @Test
    void form_withoutASecret_isAMistake_andCountsAsNoTry() throws Exception {
        for (var i = 0; i < 6; i++) {
            for (var fields : List.of(Map.<String, String>of(), Map.of("secret", " "), Map.of("{\"secret\"", "x"))) {
                var answer = browser.send(browser.form("/login", fields).header("X-Forwarded-For", "203.0.113.7"));

                assertThat(answer.status()).as(fields.toString()).isEqualTo(400);
                assertThat(answer.text()).contains("Enter a token", "type=\"password\"");
            }
        }
        assertThat(tryFrom("203.0.113.7", "wrong").status()).isEqualTo(403);
    }

    private Client.Answer tryFrom(String forwarded, String secret) throws Exception {
        return browser.send(browser.form("/login", Map.of("secret", secret)).header("X-Forwarded-For", forwarded));
    }

    @Test
    void cookie_isForHttpsOnly_behindAProxyThatSpeaksIt() throws Exception {
        var answer = browser.send(
                browser.form("/login", Map.of("secret", server.token())).header("X-Forwarded-Proto", "https"));

        assertThat(Browser.cookie(answer)).contains("Secure");
    }

    private static String location(Client.Answer answer) {
        return answer.response().headers().firstValue("Location").orElse("");
    }
}
