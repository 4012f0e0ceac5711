package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
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
        assertThat(number(page, 2)).isFocused();
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

    @Test
    void lines_withThousandsOfColours_haveFewElements_untilAllAreWanted() throws Exception {
        var colours = "for (i = 0; i < 5000; i++) printf \"\\033[3%dm%c\", i % 8, 97 + i % 26";
        var page = openLog("colours", "awk 'BEGIN { for (l = 0; l < 60; l++) { %s; print \"\" } }'".formatted(colours));
        page.locator("[data-log-wrap]").click();
        var row = page.locator(".log-row").nth(1);

        assertThat(row.locator(".log-text")).containsText("abcdefgh");
        Assertions.assertThat(row.locator(".log-text span").count()).isBetween(150, 210);
        Assertions.assertThat(row.locator(".log-text").textContent()).hasSizeGreaterThan(2_000);
        row.locator("button.log-whole").click();
        assertThat(row.locator("button.log-whole")).hasCount(0);
        Assertions.assertThat(row.locator(".log-text span").count()).isGreaterThan(1_000);
    }

    @Test
    void aLineOfAMegabyte_isCut_andWhatFollowsIsShown() throws Exception {
        var page = openLog("megabyte", "head -c 1000000 /dev/zero | tr '\\0' x; echo; echo after");
        page.locator("[data-log-wrap]").click();

        assertThat(page.locator(".log-rows")).containsText("after");
        assertThat(page.locator(".log-rows")).containsText("977\u00a0KB");
        Assertions.assertThat(page.locator(".log-rows").textContent()).hasSizeLessThan(20_000);
    }

    @Test
    void aSlowSearch_isNotGivenUp_becauseItBeganAtEnter() throws Exception {
        var page = openLog("slow", "seq -f 'line number %.0f' 2000");
        assertThat(page.locator(".log-rows")).containsText("line number 3");
        page.route("**/search?*", route -> {
            page.waitForTimeout(1_000);
            route.resume();
        });

        search(page, "number 1999");

        assertThat(page.locator("[data-log-found]")).hasText("1 of 1");
        assertThat(page.locator(".log-rows")).containsText("line number 1999");
    }

    @Test
    void aFailedSearch_isTriedAgain_atEnter() throws Exception {
        expectTrouble("net::ERR_FAILED");
        var page = openLog("failing", "seq -f 'line number %.0f' 2000");
        assertThat(page.locator(".log-rows")).containsText("line number 3");
        page.route("**/search?*", Route::abort, new Page.RouteOptions().setTimes(1));

        search(page, "number 1999");
        assertThat(page.locator("[data-log-place]")).containsText("The search failed");
        assertThat(page.locator("[data-log-find]")).isVisible();
        page.keyboard().press("Enter");

        assertThat(page.locator("[data-log-found]")).hasText("1 of 1");
        assertThat(page.locator("[data-log-place]")).not().containsText("failed");
    }

    private static void search(Page page, String text) {
        page.locator("[data-log-find]").fill(text);
        page.keyboard().press("Enter");
    }
}
