package dev.waybill.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.api.ApiFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a browser may do that is signed in, and for how long. */
@Tag("processes")
class BrowserSessionsTest extends ApiFixture {
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.at(server);
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
                .contains("/apps/shop/production/1", "ann", "Sign out")
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
}
