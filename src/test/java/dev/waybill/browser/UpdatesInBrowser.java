package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pages change while they are open, and what their readers are doing goes on. */
class UpdatesInBrowser extends BrowserFixture {
    @Test
    void update_keepsWhatIsTyped_andTheFocus() throws Exception {
        client.app("typed", repository, "true");
        var page = open("/");
        var field = page.getByPlaceholder("Filter apps");
        field.pressSequentially("typ");
        assertThat(page.locator("#app-typed").getByText(head())).hasCount(0);

        client.awaitEnd(client.deploy("typed", ""));
        assertThat(page.locator("#app-typed").getByText(head()).first()).isVisible();

        assertThat(field).hasValue("typ");
        assertThat(field).isFocused();
    }

    @Test
    void update_leavesADialogAlone() throws Exception {
        client.app("asked", repository, "true");
        var page = open("/apps/asked");
        page.getByText("Lock production…").click();
        var reason = page.locator("dialog [name=reason]");
        assertThat(reason).isFocused();
        reason.pressSequentially("half a rea");
        assertThat(page.getByText("nothing deployed yet")).hasCount(1);

        client.awaitEnd(client.deploy("asked", ""));
        assertThat(page.getByText("nothing deployed yet")).hasCount(0);

        assertThat(reason).hasValue("half a rea");
        assertThat(reason).isFocused();
    }

    private String head() throws Exception {
        return repository.git("rev-parse", "--short=7", "HEAD");
    }
}
