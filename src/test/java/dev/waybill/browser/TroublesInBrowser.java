package dev.waybill.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests notice what a page does wrong. No server is asked: the pages are made up here. */
@Tag("processes")
@Tag("browser")
class TroublesInBrowser {
    private static final String URL = "http://127.0.0.1:9";

    private final Troubles troubles = new Troubles();
    private final BrowserContext context = Chromium.open(Display.PHONE, URL);

    @AfterEach
    void close() {
        context.close();
    }

    private Page page(String body) {
        troubles.watch(context, URI.create(URL).getAuthority());
        context.route(
                "**",
                route -> route.fulfill(answer(URI.create(route.request().url()).getPath(), body)));
        var page = context.newPage();
        page.navigate("/");
        return page;
    }

    private static FulfillOptions answer(String path, String body) {
        return new FulfillOptions()
                .setStatus(path.equals("/") ? 200 : 404)
                .setHeaders(Map.of("Content-Security-Policy", "script-src 'unsafe-inline'; style-src 'none'"))
                .setContentType("text/html")
                .setBody("<!doctype html><html lang=en><title>Tried</title><h1>Tried</h1>" + body);
    }

    @ParameterizedTest
    @CsvSource({
        "<script>console.error('oh')</script>, console error: oh",
        "<script>null.x</script>, uncaught TypeError",
        "<style>a {}</style>, violates the following Content Security Policy directive",
        "<img alt='' src=http://192.0.2.1/>, request to another host: http://192.0.2.1/",
        "<img alt='' src=/nosuch.png>, 404 for http://127.0.0.1:9/nosuch.png",
    })
    void trouble_isFound(String body, String expected) {
        page(body);
        context.close(); // then everything has been told

        assertThat(troubles.take()).singleElement().asString().contains(expected);
    }

    @Test
    void expectedTrouble_isNone() {
        troubles.expect("console error: oh");

        page("<script>console.error('oh')</script>");
        context.close();

        assertThat(troubles.take()).isEmpty();
    }

    @Test
    void inaccessiblePage_isFound() {
        var page = page("<img src=data:,>");

        assertThatThrownBy(() -> BrowserFixture.assertPresentable(page))
                .hasMessageContaining("critical: Images must have alternative text (image-alt)")
                .hasMessageContaining("<img");
    }

    @Test
    void pageThatIsTooWide_isFound() {
        var page = page("<p>" + "x".repeat(200));

        assertThatThrownBy(() -> BrowserFixture.assertPresentable(page)).hasMessageContaining("of 360 pixels");
    }
}
