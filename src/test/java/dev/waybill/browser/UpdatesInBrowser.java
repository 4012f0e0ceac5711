package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Pages change while they are open, and what their readers are doing goes on. */
class UpdatesInBrowser extends BrowserFixture {
    @Test
    void update_keepsWhatIsTyped_andTheFocus() throws Exception {
        client.app("typed", repository, "true");
        var page = open("/");
        var field = page.getByPlaceholder("Filter apps");
        field.pressSequentially("typ");

        deployed(page, "typed", "#app-typed");

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

        deployed(page, "asked", "#main");

        assertThat(reason).hasValue("half a rea");
        assertThat(reason).isFocused();
    }

    private void deployed(Page page, String app, String place) throws Exception {
        client.awaitEnd(client.deploy(app, ""));
        assertThat(page.locator(place).getByText(head()).first()).isAttached();
    }

    private String head() throws Exception {
        return repository.git("rev-parse", "--short=7", "HEAD");
    }
}
