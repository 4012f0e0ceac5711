package dev.waybill.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.RawHttp;
import dev.waybill.api.ApiFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    void session_showsThePagesOfItsToken_untilSignedOut() throws Exception {
        client.app("shop", repository, "true");
        client.app("blog", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        client.awaitEnd(client.deploy("blog", ""));
        var made = client.post(
                "/api/0/tokens/", Map.of("name", "s", "user", "ann", "rights", List.of("read"), "apps", "shop"));
        var cookie = browser.signIn(made.json().get("token").asString());

        var overview = browser.get("/", cookie);
        assertThat(overview.text())
                .contains("shop/production#1", "ann", "Sign out")
                .doesNotContain("blog");
        assertThat(browser.get("/apps/shop/production/1", cookie).status()).isEqualTo(200);
        assertThat(browser.get("/apps/blog/production/1", cookie).status()).isEqualTo(404);
        assertThat(browser.get("/apps/blog/production/1/log", cookie).status()).isEqualTo(404);
        assertThat(browser.get("/apps/blog/production/1/log/stream", cookie).status())
                .isEqualTo(404);
        assertThat(browser.get("/api/0/apps/", cookie).status()).isEqualTo(401);

        var out = browser.send(browser.form("/logout", Map.of()).header("Cookie", cookie));
        assertThat(out.status()).isEqualTo(303);
        assertThat(Browser.cookie(out))
                .matches("waybill_session_[0-9a-f]{8}=;.*")
                .contains("Expires=Thu, 01 Jan 1970");
        assertThat(browser.get("/", cookie).status()).isEqualTo(303);
    }

    @Test
    void signOut_endsEverySession_thatTheBrowserHasHere() throws Exception {
        var own = browser.signIn(server.token());
        var atAnotherAddress = renamed(browser.signIn(server.token()), "waybill_session_00000000");
        var ofEarlier = renamed(browser.signIn(server.token()), "waybill_session");
        var ofAnotherServer = "waybill_session_11111111=ws_other";

        var out = browser.send(browser.form("/logout", Map.of())
                .header("Cookie", String.join("; ", ofAnotherServer, ofEarlier, atAnotherAddress, own)));

        assertThat(out.response().headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("=; ") && cookie.contains("Expires=Thu, 01 Jan 1970"))
                .extracting(cookie -> cookie.substring(0, cookie.indexOf('=')))
                .containsExactlyInAnyOrder(
                        own.substring(0, own.indexOf('=')), "waybill_session_00000000", "waybill_session");
        for (var cookie : List.of(own, atAnotherAddress, ofEarlier)) {
            assertThat(browser.get("/", cookie).status()).as(cookie).isEqualTo(303);
        }
    }

    private static String renamed(String cookie, String name) {
        return name + cookie.substring(cookie.indexOf('='));
    }

    @Test
    void session_endsWithItsToken_andAfter30IdleDays() throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", "s", "rights", List.of("read")));
        var ofToken = browser.signIn(made.json().get("token").asString());
        var own = browser.signIn(server.token());
        client.delete("/api/0/tokens/%s/".formatted(made.json().get("id").asString()));

        assertThat(browser.get("/", ofToken).status()).isEqualTo(303);
        server.time().pass(Duration.ofDays(29));
        client.get("/api/0/apps/"); // a use of the token by itself is none of the session
        assertThat(browser.get("/", own).status()).isEqualTo(200);
        server.time().pass(Duration.ofDays(29));
        assertThat(browser.get("/", own).status()).isEqualTo(200);
        server.time().pass(Duration.ofDays(31));
        assertThat(browser.get("/", own).status()).isEqualTo(303);
    }

    @Test
    void link_signsInOnce_byAPressOfAButton() throws Exception {
        var made = client.post("/api/0/login-links/", Map.of());
        var path = made.json().get("url").asString().substring(server.url().length());
        var secret = path.substring(path.lastIndexOf('/') + 1);

        assertThat(made.status()).isEqualTo(201);
        assertThat(browser.get(path, "").text()).contains("Sign in as admin");
        assertThat(browser.get(path, "").status()).isEqualTo(200); // whoever looks uses nothing up
        var cookie = browser.signIn(secret);
        assertThat(browser.get("/", cookie).status()).isEqualTo(200);
        assertThat(browser.get(path, "").status()).isEqualTo(404);
        assertThat(browser.send(browser.form("/login", Map.of("secret", secret)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void link_isGoodFor15Minutes() throws Exception {
        var link =
                client.post("/api/0/login-links/", Map.of()).json().get("url").asString();

        server.time().pass(Duration.ofMinutes(16));

        assertThat(browser.get(link.substring(server.url().length()), "").text())
                .contains("waybill login-link");
    }

    @Test
    void link_forAnotherToken_needsAdmin() throws Exception {
        var ann = client.post("/api/0/tokens/", Map.of("name", "s", "user", "ann", "rights", List.of("read")))
                .json();
        var annsClient = new Client(server.url(), ann.get("token").asString());

        var forAnn =
                client.post("/api/0/login-links/", Map.of("token", ann.get("id").asString()));
        var forAdmin = annsClient.post("/api/0/login-links/", Map.of("token", "1"));

        assertThat(browser.get(
                                forAnn.json()
                                        .get("url")
                                        .asString()
                                        .substring(server.url().length()),
                                "")
                        .text())
                .contains("Sign in as ann");
        assertThat(forAdmin.status()).isEqualTo(403);
        assertThat(annsClient.post("/api/0/login-links/", Map.of()).status()).isEqualTo(201);
    }

    @Test
    void form_fromElsewhere_isRefused() throws Exception {
        var fields = Map.of("secret", server.token());
        for (var path : List.of("/login", "/logout")) {
            assertThat(browser.send(browser.bareForm(path, fields)).status()).isEqualTo(403);
            assertThat(browser.send(browser.bareForm(path, fields).header("Origin", "https://evil.example"))
                            .status())
                    .isEqualTo(403);
            assertThat(browser.send(browser.bareForm(path, fields).header("Origin", "null"))
                            .status())
                    .isEqualTo(403);
            assertThat(browser.send(browser.bareForm(path, fields)
                                    .header("Origin", server.url())
                                    .header("Sec-Fetch-Site", "same-site"))
                            .status())
                    .isEqualTo(403);
            assertThat(browser.send(browser.bareForm(path, fields).header("Origin", server.url()))
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    void form_thatBreaksOff_isMisspeltOrTooLarge_isRefused() throws Exception {
        assertThat(rawForm("secret=%zz", 0)).isEqualTo(400);
        assertThat(rawForm("secret=x", 5)).isEqualTo(400);
        assertThat(rawForm("secret=" + "x".repeat(1024 * 1024), 0)).isEqualTo(413);
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

    @Test
    void query_thatIsMalformed_isNamed() throws Exception {
        var cookie = browser.signIn(server.token());
        for (var path : List.of("/?app=%E9", "/login?app=%E9")) {
            var page = browser.get(path, cookie);

            assertThat(page.status()).as(path).isEqualTo(400);
            assertThat(page.text()).as(path).contains("in the parameter \"app\"");
        }
    }

    private int rawForm(String body, int missing) throws Exception {
        try (var raw = RawHttp.connect(server.url(), Duration.ofSeconds(60))) {
            raw.write("POST /login HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(body.length() + missing, body));
            raw.endOutput();
            return raw.readHead().orElseThrow().status();
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

    private Client.Answer tryFrom(String forwarded, String secret) throws Exception {
        return browser.send(browser.form("/login", Map.of("secret", secret)).header("X-Forwarded-For", forwarded));
    }

    @Test
    void cookie_isForHttpsOnly_behindAProxyThatSpeaksIt() throws Exception {
        var answer = browser.send(
                browser.form("/login", Map.of("secret", server.token())).header("X-Forwarded-Proto", "https"));

        assertThat(Browser.cookie(answer)).contains("Secure");
    }

    @Test
    void everyPage_tellsBrowsersToBeCareful_andHoldsNothingInline() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        var cookie = browser.signIn(server.token());
        for (var path : List.of("/", "/login", "/apps/shop/production/1", "/apps/nosuch/production/1")) {
            var page = browser.get(path, cookie);

            assertThat(page.response().headers().map())
                    .containsKeys(
                            "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy");
            assertThat(page.response()
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElseThrow())
                    .startsWith("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(Pattern.compile("<script(?![^>]* src=)|<style| style=| on[a-z]+=|javascript:")
                            .matcher(page.text())
                            .results())
                    .as(path)
                    .isEmpty();
        }
    }

    private static String location(Client.Answer answer) {
        return answer.response().headers().firstValue("Location").orElse("");
    }
}
