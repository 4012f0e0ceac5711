package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a server without apps to the log of the first deploy. */
class FirstDeployInBrowser extends BrowserFixture {
    @Test
    void firstDeploy_isAClickAway() throws Exception {
        var scripted = signedIn(Display.DESK);
        var plain = signedIn(Display.PHONE.withoutScript());
        assertThat(scripted.getByText("no apps yet")).isVisible();
        assertThat(plain.getByText("no apps yet")).isVisible();
        assertPresentable(scripted);
        client.app("first", repository, "echo hello from the command");
        client.awaitEnd(client.deploy("first", ""));

        followToLog(scripted);
        followToLog(plain);
    }

    /** A link shows a button, which leads to the overview. */
    private Page signedIn(Display display) throws Exception {
        var page = blank(display);
        page.navigate(
                client.post("/api/0/login-links/", Map.of()).json().get("url").asString());
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in as admin"))
                .click();
        return page;
    }

    private static void followToLog(Page page) {
        page.navigate("/");
        page.locator("a[href='/apps/first/production/1']").first().click();
        assertThat(page.getByText("succeeded").first()).isVisible();
        // Texts below noscript are not found by their words.
        assertThat(page.locator(".log-rows, .log-plain").last()).containsText("hello from the command");
    }
}
