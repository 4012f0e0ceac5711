package dev.waybill.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.RawHttp;
import dev.waybill.api.ApiFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forms and pages of others that a browser is made to send or show. */
@Tag("processes")
class HostileBrowsersTest extends ApiFixture {
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.at(server);
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
}
