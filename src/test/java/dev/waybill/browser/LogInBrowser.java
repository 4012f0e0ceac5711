package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The viewer of a log. */
class LogInBrowser extends BrowserFixture {
    private Page openLog(String app, String command) throws Exception {
        client.app(app, repository, command);
        client.awaitEnd(client.deploy(app, ""));
        return open("/apps/%s/production/1".formatted(app));
    }

    private static Locator number(Page page, int line) {
        return page.locator("a.log-number[href='#L%d']".formatted(line));
    }

    @Test
    void lines_areChosen_byKeyboardAlone() throws Exception {
        var page = openLog("chosen", "seq 300");
        assertThat(number(page, 1)).isVisible();
        page.locator("[data-log-view]").focus();
        page.keyboard().press("Tab");
        assertThat(number(page, 1)).isFocused();

        page.keyboard().press("ArrowDown");
        page.keyboard().press("Space");
        page.keyboard().press("Shift+ArrowDown");
        page.keyboard().press("Shift+ArrowDown");

        assertThat(number(page, 4)).isFocused();
        assertThat(page).hasURL(Pattern.compile(".*#L2-L4"));
        assertThat(page.locator(".log-row.is-selected")).hasCount(3);
        assertAccessible(page);
        page.keyboard().press("Tab");
        assertThat(page.locator("[data-log-copy]")).isFocused();
        assertThat(page.locator("[data-log-copy]")).containsText("Copy 3\u00a0lines");
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-log-selection]")).isHidden();
        assertThat(page.locator("[data-log-view]")).isFocused();
    }

    @Test
    void numbers_areReached_beyondTheVisibleOnes() throws Exception {
        var page = openLog("beyond", "seq 300");
        number(page, 3).click();

        for (var line = 3; line < 120; line++) {
            page.keyboard().press("ArrowDown");
            assertThat(number(page, line + 1)).isFocused();
        }

        page.keyboard().press("Shift+Enter");
        assertThat(page).hasURL(Pattern.compile(".*#L3-L120"));
        assertThat(number(page, 120)).isInViewport();
        page.keyboard().press("Escape");
        assertThat(page.locator(".log-row.is-selected")).hasCount(0);
    }
}
