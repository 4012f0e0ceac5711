package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first page in a real browser: it follows what happens, and each user arranges it. */
class OverviewInBrowser extends BrowserFixture {
    private void live(String app, String environment, String sha) throws Exception {
        client.post("/api/0/apps/%s/envs/%s/record/".formatted(app, environment), Map.of("sha", sha, "ref", sha));
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    @Test
    void commitsThatAreNotLive_appear_whileThePageIsOpen() throws Exception {
        var first = repository.git("rev-parse", "HEAD");
        var environments =
                Map.of("staging", Map.of(), "production", Map.of("auto", Map.of("on", "success", "of", "staging")));
        client.app("ahead", repository, Map.of("command", "true"), Map.of("environments", environments));
        client.put("/api/0/apps/ahead/envs/production/auto/", Map.of("mode", "off"));
        live("ahead", "production", first);
        live("ahead", "staging", first);
        var page = open("/");
        var cell = page.locator("#app-ahead a[href^='/apps/ahead/production']");
        assertThat(cell).containsText(first.substring(0, 7));

        repository.commit("one", "1\n");
        live("ahead", "staging", repository.commit("two", "2\n"));

        assertThat(cell.getByText("2 commits not live")).hasCount(1);
        assertThat(cell.getByTitle("2 commits not live")).isVisible();
    }

    @Test
    void pageWithStars_isPresentable() throws Exception {
        client.app("starry", repository, "true");
        var page = open("/");
        page.locator("#app-starry").hover();
        press(page, "Star starry");
        assertThat(page.getByText("Starred")).isVisible();

        assertPresentable(page);
        press(page, "Remove the star of starry");
        assertThat(page.getByText("Starred")).hasCount(0);
    }

    @Test
    void starredApp_comesFirst_withAndWithoutScript() throws Exception {
        client.app("alpha", repository, "true");
        client.app("omega", repository, "true");
        for (var display : List.of(Display.DESK, Display.DESK.withoutScript())) {
            var page = open(display, "/");
            var first = page.locator("#matrix tbody tr").first();
            page.locator("#app-omega").hover();
            press(page, "Star omega");
            assertThat(first).containsText("omega");
            press(page, "Remove the star of omega");
            assertThat(first).not().containsText("omega");
        }
    }
}
