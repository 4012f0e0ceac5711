package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.waybill.Latch;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every page, with something to show: usable by everybody, in light and dark, and on a phone. */
class PresentableInBrowser extends BrowserFixture {
    private Latch latch;
    private JsonNode running;

    @BeforeAll
    void deploy() throws Exception {
        latch = latch("running");
        client.app("shop", repository, "echo 'web1: no space left on device' >&2; [ {environment} = staging ]");
        client.app("long", repository, "echo started; " + latch.await());
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        repository.commit("shop", "more\n");
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        client.awaitEnd(client.deploy("shop", ""));
        running = client.deploy("long", "");
        client.awaitLog(running, "started");
        client.put("/api/0/apps/shop/", Map.of("lockedReason", "moving to the new data centre"));
    }

    @AfterAll
    void finish() throws Exception {
        latch.open();
        client.awaitEnd(running); // or its command would look for the latch for ever
    }

    @ParameterizedTest
    @CsvSource({
        "/, shop",
        "/queue, Running",
        "/locks, moving to the new data centre",
        "/lock, Everyone but you",
        "/history, CSV",
        "/compare?app=shop&from=staging%231&to=staging%232, Compare",
        "/apps/shop, Last deploys",
        "/apps/shop/staging, Variables",
        "/apps/shop/staging/deploy?ref=main, What goes out",
        "/apps/shop/settings, Commands",
        "/apps/shop/settings/versions, version",
        "/apps/new, Repository",
        "/apps/long/production/1/cancel, Not now",
        "/apps/shop/staging/2/gates, Gates",
        "/apps/shop/staging/2/config, provider",
        "/apps/shop/staging/2/events, Events",
        "/apps/shop/staging/2/api, curl",
        "/settings, Tokens",
        "/settings/tokens, Tokens",
        "/settings/deliveries, Deliveries",
        "/settings/nodes, Nodes",
        "/settings/configuration, configuration",
        "/health, Database",
        "/automation, Automatic",
        "/find?q=shop, Deploy shop",
        "/keys, Keyboard",
        "/apps/shop/staging/2, succeeded",
        "/apps/shop/staging/2/changes, Change shop",
        "/apps/shop/production/1, failed",
        "/apps/long/production/1, running",
        "/nosuch, does not exist",
    })
    void page_isPresentable_alsoWithoutScript(String path, String text) throws Exception {
        var page = reopen(Display.DESK, path);
        var plain = reopen(Display.PHONE.withoutScript(), path);

        assertThat(page.getByText(text).first()).isVisible();
        assertThat(plain.getByText(text).first()).isVisible();
        assertPresentable(page);
    }

    @Test
    void signIn_isPresentable() {
        var page = blank(Display.DESK);

        page.navigate("/");

        assertPresentable(page);
    }

    @Test
    void failedDeploy_showsWhy() throws Exception {
        var page = open("/");

        page.locator("a[href='/apps/shop/production/1']").first().click();

        assertThat(page.getByText("failed").first()).isVisible();
        assertThat(page.getByText("the command ended with exit code 1").first()).isVisible();
        assertThat(page.getByText("web1: no space left on device")).isVisible();
    }
}
