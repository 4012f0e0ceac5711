package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** Somebody who does something else is told when a deploy has ended. The desktop is played, since there is none here. */
class NoticeInBrowser extends BrowserFixture {
    private static final String DESKTOP = """
            window.Notification = class {
              static permission = 'granted';
              static requestPermission() { return Promise.resolve('granted'); }
              constructor(title) { document.documentElement.dataset.told = title; }
            };
            """;

    @Test
    void endOfADeploy_isToldOnTheDesktop() throws Exception {
        var latch = latch("followed");
        client.app("followed", repository, latch.await());
        client.deploy("followed", "");
        var page = open("/queue");
        page.addInitScript(DESKTOP);
        page.navigate("/apps/followed/production/1");

        page.locator("[data-follow]").click();
        assertThat(page.getByText("You will be notified")).isVisible();
        latch.open();

        assertThat(page.locator("html")).hasAttribute("data-told", "followed/production#1: Succeeded");
    }
}
