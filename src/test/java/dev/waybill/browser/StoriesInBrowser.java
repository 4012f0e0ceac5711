package dev.waybill.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people do with the pages, from the beginning to the end. */
class StoriesInBrowser extends BrowserFixture {
    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
    }

    private Page of(String user, Display display, String path) throws Exception {
        var rights = List.of("read", "deploy", "lock", "force", "override");
        var made =
                client.post("/api/0/tokens/", Map.of("name", user + System.nanoTime(), "user", user, "rights", rights));
        return open(display, made.json().get("token").asString(), path);
    }

    private void prepare(String app, String command) throws Exception {
        client.app(app, repository, command);
        client.awaitEnd(client.deploy(app, ""));
        repository.commit(app, "more\n");
    }

    @Test
    void deploy_whatISaw() throws Exception {
        prepare("seen", "echo deployed");
        for (var display : List.of(Display.DESK, Display.DESK.withoutScript())) {
            repository.commit("seen", display + "\n");
            var page = open(display, "/apps/seen/production/deploy?ref=main");

            page.locator("form.go button.primary").click();

            assertThat(page).hasURL(Pattern.compile(".*/apps/seen/production/[0-9]+"));
            client.awaitLog(client.get("/api/0/deploys/?app=seen").json().get(0), "deployed");
        }
    }

    @Test
    void lock_holdsARequest_untilItIsStolen() throws Exception {
        prepare("locked", "echo deployed");
        var ann = of("ann", Display.DESK, "/apps/locked/production/lock");
        ann.getByLabel("Reason").fill("looking for a fault");
        button(ann, "Lock").click();
        assertThat(ann.getByText("looking for a fault").first()).isVisible();

        var bob = of("bob", Display.DESK, "/apps/locked/production/deploy?ref=main");
        assertThat(bob.getByText("Locked by ann").first()).isVisible();
        bob.locator("form.go button.primary").click();
        assertThat(bob.getByText("Waiting").first()).isVisible();

        bob.navigate("/locks");
        link(bob, "Steal… the lock on production of locked").click();
        bob.getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("ann has gone home");
        button(bob, "Steal the lock").click();
        assertThat(bob.getByText("ann has gone home").first()).isVisible();
        assertThat(ann.getByText("ann has gone home").first()).isVisible(); // her page follows
    }

    @Test
    void deploy_isFollowed_andCancelled() throws Exception {
        var latch = latch("cancelled");
        client.app("cancelled", repository, "echo begun; " + latch.await());
        client.awaitLog(client.deploy("cancelled", ""), "begun");
        var page = open("/apps/cancelled/production/1");
        var other = open("/");
        assertThat(other.getByText("Running").first()).isVisible();

        link(page, "Cancel…").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel #1"))
                .click();

        assertThat(page.locator(".state.pill.cancelled")).isVisible();
        assertThat(other.locator(".now .state.running")).hasCount(0);
        latch.open();
    }

    @Test
    void failure_isRead_andRolledBack() throws Exception {
        prepare("broken", "[ \"$(cat broken 2>/dev/null)\" != bad ] || { echo 'out of disk'; exit 3; }");
        client.awaitEnd(client.deploy("broken", ""));
        repository.commit("broken", "bad\n");
        client.awaitEnd(client.deploy("broken", ""));
        var page = open("/apps/broken/production/3");
        assertThat(page.getByText("out of disk").first()).isVisible();

        link(page, "Roll back to").first().click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("the disk is full");
        page.getByRole(AriaRole.DIALOG).locator("form .danger").click();

        assertThat(page.locator(".state.pill.succeeded")).isVisible();
    }

    @Test
    void palette_leadsToAnApp_byKeyboardAlone() throws Exception {
        prepare("doors", "true");
        var page = open("/");

        page.keyboard().press("/");
        page.keyboard().type("doors"); // mostly before the palette is there, where "d" would open another dialog
        assertThat(page.getByRole(AriaRole.COMBOBOX)).hasValue("doors");
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("doors");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(url() + "/apps/doors");
    }

    @Test
    void bigLog_isReadByItsLines() throws Exception {
        client.app("big", repository, "seq -f 'line number %.0f' 20000");
        client.awaitEnd(client.deploy("big", ""));
        var page = open("/apps/big/production/1#L15002");

        assertThat(page.locator(".log-rows")).containsText("line number 15001");
        page.locator("[data-log-find]").fill("number 19999");
        page.keyboard().press("Enter");
        assertThat(page.locator(".log-rows")).containsText("line number 19999");
        org.assertj.core.api.Assertions.assertThat(page.locator(".log-rows > *").count())
                .as("rows in the page")
                .isLessThan(300);
    }
}
