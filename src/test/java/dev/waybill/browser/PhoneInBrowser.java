package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages leave out on a phone, and what they do not. */
class PhoneInBrowser extends BrowserFixture {
    @BeforeAll
    void deploy() throws Exception {
        for (var name : List.of("quiet", "busy")) {
            client.app(
                    name,
                    repository,
                    Map.of("command", "true"),
                    Map.of("environments", List.of("staging", "production")));
            client.awaitEnd(client.deploy(name, "?env=staging"));
            client.awaitEnd(client.deploy(name, "?env=production"));
        }
        client.put("/api/0/apps/busy/envs/staging/lock/", Map.of("reason", "load test"));
    }

    @Test
    void quietApp_saysWhatIsLiveInProduction() throws Exception {
        var row = open(Display.PHONE, "/").locator("#app-quiet");

        assertThat(row.locator("a[href='/apps/quiet/production/1']")).isVisible();
        assertThat(row.locator("a[href='/apps/quiet/staging/1']")).isHidden();
    }

    @Test
    void lockedEnvironment_standsForItsApp_withItsName() throws Exception {
        var row = open(Display.PHONE, "/").locator("#app-busy");

        assertThat(row.locator("a[href='/apps/busy/staging/1']").getByText("staging"))
                .isVisible();
        assertThat(row.locator("a[href='/apps/busy/production/1']")).isHidden();
    }
}
